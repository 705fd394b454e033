package dev.capstan.run.lint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be a document.
 *
 * @param file where it is, or would be
 * @param name its name in reports
 * @param isNamed whether the user named it, so that it is linted as a document whatever it holds
 * @param content what it holds where that has been read already; null for a file that is to be read
 */
public record LintSource(Path file, String name, boolean isNamed, byte @Nullable [] content) {}
