package dev.capstan.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The reply to an in-process call.
 *
 * @param status the upstream's HTTP status; 200 for a unit that answers by itself
 * @param contentType of the bytes; null when the upstream did not say
 * @param bytes the reply; empty when there is no content
 */
public record Result(int status, @Nullable String contentType, byte[] bytes) {
    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether the upstream refused or failed. */
    public boolean isError() {
        return status >= 400;
    }
}
