/**
 * How a call fails: one sealed type with stable codes. Each surface turns it into its own form in exactly one place.
 */
@NullMarked
package dev.capstan.engine.failure;

import org.jspecify.annotations.NullMarked;
