/** The macro benchmark: starts all processes, lets them take turns under load, and reports figures and ratios. */
@NullMarked
package dev.capstan.benchmarks.macro;

import org.jspecify.annotations.NullMarked;
