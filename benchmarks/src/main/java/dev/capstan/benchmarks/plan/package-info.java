/** What compiled plans cost without a network: micro-benchmarks. */
@NullMarked
package dev.capstan.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
