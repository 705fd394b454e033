/** Documents that are read anew while the engine is under load. */
@NullMarked
package dev.capstan.benchmarks.reload;

import org.jspecify.annotations.NullMarked;
