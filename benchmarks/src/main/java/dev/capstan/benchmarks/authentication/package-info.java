/** What authenticating a caller costs without a network: micro-benchmarks. */
@NullMarked
package dev.capstan.benchmarks.authentication;

import org.jspecify.annotations.NullMarked;
