/** The engine as it is measured: a host application of a few lines, and the document that it serves. */
@NullMarked
package dev.capstan.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
