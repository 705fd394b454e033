package dev.capstan.languageserver.internal.document;

import dev.capstan.languageserver.internal.text.TextRange;

/**
 * What is to be known of a word.
 *
 * @param markdown the text
 * @param range the word
 */
public record Hover(String markdown, TextRange range) {}
