/** Running the steps of orchestrated units. Internal: no host may use it. */
@NullMarked
package dev.capstan.engine.internal.run.step;

import org.jspecify.annotations.NullMarked;
