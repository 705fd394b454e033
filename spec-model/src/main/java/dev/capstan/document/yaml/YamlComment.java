package dev.capstan.document.yaml;

import dev.capstan.document.diagnostic.SourceRange;

/**
 * A comment of a document.
 *
 * @param text what follows the {@code #}
 * @param range where it stands, the {@code #} included
 */
public record YamlComment(String text, SourceRange range) {}
