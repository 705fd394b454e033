/** The suite of hostile input: starts the engine as users do, sends and answers what it should survive, and reports. */
@NullMarked
package dev.capstan.benchmarks.hostile;

import org.jspecify.annotations.NullMarked;
