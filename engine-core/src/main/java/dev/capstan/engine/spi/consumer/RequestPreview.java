package dev.capstan.engine.spi.consumer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it would be sent.
 *
 * @param method upper case
 * @param uri absolute; secrets in its query masked
 * @param headers in order, credentials masked
 * @param body its text; null when there is none or it is the caller's bytes
 * @param problems why it would not be sent; empty when it would
 */
public record RequestPreview(
        String method,
        String uri,
        List<Map.Entry<String, String>> headers,
        @Nullable String body,
        List<String> problems) {}
