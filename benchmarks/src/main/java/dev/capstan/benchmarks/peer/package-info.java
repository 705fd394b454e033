/** The processes that the engine is measured against: the upstream that all of them call, and the yardstick proxy. */
@NullMarked
package dev.capstan.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
