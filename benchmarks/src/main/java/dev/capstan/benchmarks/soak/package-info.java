/** The soak: calls through random faults, each with an id that has to come back, and what the engine takes while they last. */
@NullMarked
package dev.capstan.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
