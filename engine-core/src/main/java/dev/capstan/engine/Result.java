package dev.capstan.engine;

import dev.capstan.engine.exchange.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reply to an in-process call. Immutable and safe for any thread, as long as nobody writes into its bytes. */
public final class Result {
    private static final int SHOWN = 200;

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] bytes;

    /**
     * A reply.
     *
     * @param status the upstream's HTTP status; 200 for a unit that answers by itself
     * @param headers the header fields by name in lower case, each with its values in order
     * @param bytes the reply; empty when there is no content
     */
    public Result(int status, Map<String, List<String>> headers, byte[] bytes) {
        this.status = status;
        Map<String, List<String>> sorted = new TreeMap<>();
        headers.forEach((name, values) -> sorted.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        this.headers = Collections.unmodifiableMap(sorted);
        this.bytes = bytes;
    }

    /** The upstream's HTTP status; 200 for a unit that answers by itself. */
    public int status() {
        return status;
    }

    /** The header fields by name in lower case, each with its values in order; those of an identity reply are the upstream's. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of that header field, whatever the case of its name; null when there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** The Content-Type of the bytes; null when the upstream did not say. */
    public @Nullable String contentType() {
        return header("content-type");
    }

    /** The reply, not copied; empty when there is no content. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The bytes as a JSON value, read anew at each call.
     *
     * @throws IllegalStateException when they are no JSON
     */
    public JsonNode json() {
        JsonNode value = bytes.length == 0 ? null : Json.read(text());
        if (value == null) {
            throw new IllegalStateException("the reply is no JSON: " + this);
        }
        return value;
    }

    /** Whether the upstream refused or failed. */
    public boolean isError() {
        return status >= 400;
    }

    /** The status, the type, and the beginning of the text. */
    @Override
    public String toString() {
        String text = text();
        return status + (contentType() == null ? "" : " " + contentType()) + ", " + bytes.length + " bytes"
                + (text.isEmpty() ? "" : ": " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…"));
    }
}
