/** The document that the suites of hostile input serve, and the engine and upstreams that belong to it. */
@NullMarked
package dev.capstan.benchmarks.front;

import org.jspecify.annotations.NullMarked;
