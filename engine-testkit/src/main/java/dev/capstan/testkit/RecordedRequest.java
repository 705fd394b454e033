package dev.capstan.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire.
 *
 * @param method as sent
 * @param target path and query as sent, not decoded
 * @param headers in order, names as sent
 * @param body its bytes; empty when there was none
 * @param connection the number of the connection it came on, from 1
 */
public record RecordedRequest(
        String method, String target, List<Map.Entry<String, String>> headers, byte[] body, int connection) {

    /** The path as sent, without the query. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The query as sent; null when there is none. */
    public @Nullable String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }

    /** The values of that field, in order. */
    public List<String> headers(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The first value of that field; null when there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** {@code METHOD target body}. */
    @Override
    public String toString() {
        return method + " " + target + (body.length == 0 ? "" : " " + text());
    }
}
