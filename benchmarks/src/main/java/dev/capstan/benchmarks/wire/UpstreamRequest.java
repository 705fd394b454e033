package dev.capstan.benchmarks.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream received.
 *
 * @param ordinal which of its connection's requests it is, from 1
 * @param path with the query
 * @param fields by their names in lower case
 * @param body what was kept of it; empty while only the head has come
 * @param bodyLength the length of all of it
 */
public record UpstreamRequest(
        int ordinal, String method, String path, Map<String, List<String>> fields, byte[] body, long bodyLength) {
    /** The first value of a field. */
    public @Nullable String field(String name) {
        List<String> values = fields.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** The last segment of the path, without the query. */
    public String lastSegment() {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
