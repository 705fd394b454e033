package dev.capstan.languageserver.internal.outline;

import dev.capstan.languageserver.internal.text.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * Where in a document's structure the cursor is.
 *
 * @param holder the mapping or sequence it is in
 * @param key the key whose value it is in; null where a key or an item begins
 * @param range what is being written, which a completion replaces
 * @param written what is being written, up to the cursor, without an opening quote
 * @param flow whether it is between braces or brackets
 * @param separated whether a colon already follows the key
 */
public record Cursor(
        Outline holder, @Nullable String key, TextRange range, String written, boolean flow, boolean separated) {}
