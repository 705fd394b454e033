/**
 * What is wrong, or doubtful, in a document, as values: {@link dev.capstan.document.diagnostic.Diagnostic} and the places it
 * points at. Nothing here decides or prints.
 */
@NullMarked
package dev.capstan.document.diagnostic;

import org.jspecify.annotations.NullMarked;
