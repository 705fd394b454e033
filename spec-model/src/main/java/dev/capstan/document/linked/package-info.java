/**
 * A document with its names resolved, as values: which operation a unit calls, which argument feeds which parameter, which
 * variables must come from outside, and what is dead and why. Made by {@link dev.capstan.document.link}; compiled by the engine.
 */
@NullMarked
package dev.capstan.document.linked;

import org.jspecify.annotations.NullMarked;
