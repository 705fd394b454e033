package dev.capstan.validator.editor;

/**
 * What is to be known of a word.
 *
 * @param markdown the text
 * @param range the word
 */
public record Hover(String markdown, TextRange range) {}
