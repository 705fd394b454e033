/** What linting costs: from the command line and inside of a running JVM, beside reading the same documents as YAML. */
@NullMarked
package dev.capstan.benchmarks.lint;

import org.jspecify.annotations.NullMarked;
