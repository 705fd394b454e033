/**
 * Where linking begins: {@link dev.capstan.document.link.Linker} makes a document with its names resolved from the model; the
 * validator reports its diagnostics, and the engine compiles it. No values are known in these rooms. Nothing outside this module
 * may use more of them than this package, {@code imports} and {@code installation}.
 */
@NullMarked
package dev.capstan.document.link;

import org.jspecify.annotations.NullMarked;
