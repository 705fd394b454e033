package dev.capstan.languageserver.internal.document;

import dev.capstan.languageserver.internal.text.TextRange;
import java.nio.file.Path;

/**
 * Where something is declared.
 *
 * @param file the document itself, or one that it imports
 * @param range the name, where there is one
 */
public record Definition(Path file, TextRange range) {}
