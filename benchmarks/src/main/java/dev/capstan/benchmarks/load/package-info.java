/** The load generator: sends one request over and over, as fast as it is answered or at a fixed rate, and keeps count. */
@NullMarked
package dev.capstan.benchmarks.load;

import org.jspecify.annotations.NullMarked;
