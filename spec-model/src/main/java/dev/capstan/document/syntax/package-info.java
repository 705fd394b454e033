/**
 * The small languages inside a document's strings, parsed: paths with placeholders, text with {@code {{names}}},
 * {@code namespace.name} references, JSONPaths, and the folding by which names match. What a name means is decided in
 * {@link dev.capstan.document.link}.
 */
@NullMarked
package dev.capstan.document.syntax;

import org.jspecify.annotations.NullMarked;
