/** Clients and upstreams that speak bytes: what they send is wrong on purpose, and every wait for an answer has an end. */
@NullMarked
package dev.capstan.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
