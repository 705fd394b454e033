/** Starting the processes under measurement, and reading what the system says about them. */
@NullMarked
package dev.capstan.benchmarks.process;

import org.jspecify.annotations.NullMarked;
