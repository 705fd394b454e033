/**
 * A document with its names resolved: which operation a unit calls, which argument feeds which parameter, which variables
 * must come from outside, and what is dead or doubtful and why. {@link dev.capstan.document.link.Linker} makes it from
 * the model; the validator reports its diagnostics, and the engine compiles it. No values are known here.
 */
@NullMarked
package dev.capstan.document.link;

import org.jspecify.annotations.NullMarked;
