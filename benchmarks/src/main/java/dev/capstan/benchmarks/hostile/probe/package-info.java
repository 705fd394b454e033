/** The probes, one class for each kind of harm. */
@NullMarked
package dev.capstan.benchmarks.hostile.probe;

import org.jspecify.annotations.NullMarked;
