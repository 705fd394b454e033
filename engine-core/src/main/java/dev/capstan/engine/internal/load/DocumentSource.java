package dev.capstan.engine.internal.load;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a document comes from.
 *
 * @param name what diagnostics call it
 * @param path its file; relative imports start there. For a document given as text, where it would lie
 * @param text its content; null when the file has it
 */
public record DocumentSource(
        String name, Path path, @Nullable String text) {}
