/**
 * What is wrong, or doubtful, in a document, as values: {@link dev.capstan.spec.diagnostic.Diagnostic} and the places it
 * points at. Nothing here decides or prints.
 */
@NullMarked
package dev.capstan.spec.diagnostic;

import org.jspecify.annotations.NullMarked;
