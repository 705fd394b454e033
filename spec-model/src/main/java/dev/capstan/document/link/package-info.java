/**
 * Where linking begins: {@link dev.capstan.document.link.Linker} makes a document with its names resolved from the model; the
 * validator reports its diagnostics, and the engine compiles it. No values are known in these rooms. What others use is here,
 * in {@code imports} and in {@code installation}; the linkers themselves are {@code internal}.
 */
@NullMarked
package dev.capstan.document.link;

import org.jspecify.annotations.NullMarked;
