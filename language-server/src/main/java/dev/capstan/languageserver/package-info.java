/**
 * The Language Server Protocol, version 3.17, around {@link dev.capstan.validator.editor}: messages in, messages out. What
 * is to be said of a document is not decided here.
 */
@NullMarked
package dev.capstan.languageserver;

import org.jspecify.annotations.NullMarked;
