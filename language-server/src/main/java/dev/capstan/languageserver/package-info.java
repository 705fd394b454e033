/**
 * The Language Server Protocol, version 3.17: {@link dev.capstan.languageserver.LanguageServerSession} serves one editor.
 */
@NullMarked
package dev.capstan.languageserver;

import org.jspecify.annotations.NullMarked;
