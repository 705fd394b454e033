package dev.capstan.transport.internal.routing;

import dev.capstan.http.uri.PercentDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request's path, split at its raw slashes and only then decoded, so that an encoded slash never makes a segment. A
 * trailing slash adds no segment. Segments without escapes are looked at in place.
 */
public final class RequestPath {
    private final String raw;
    private int[] bounds = new int[16];
    private int size;
    private @Nullable String @Nullable [] decoded;

    private RequestPath(String raw) {
        this.raw = raw;
    }

    /**
     * Splits and decodes a path.
     *
     * @param raw starts with a slash
     * @return null when an escape is malformed
     */
    public static @Nullable RequestPath parse(String raw) {
        RequestPath path = new RequestPath(raw);
        path.split();
        return raw.indexOf('%') < 0 || path.decode() ? path : null;
    }

    private void split() {
        int from = 1;
        int length = raw.length();
        while (from < length) {
            int slash = raw.indexOf('/', from);
            int to = slash < 0 ? length : slash;
            if (2 * size == bounds.length) {
                bounds = Arrays.copyOf(bounds, bounds.length * 2);
            }
            bounds[2 * size] = from;
            bounds[2 * size + 1] = to;
            size++;
            from = to + 1;
        }
    }

    private boolean decode() {
        String[] texts = new String[size];
        for (int i = 0; i < size; i++) {
            int from = bounds[2 * i];
            int to = bounds[2 * i + 1];
            if (raw.substring(from, to).indexOf('%') >= 0) {
                String text = PercentDecoder.decode(raw, from, to, false);
                if (text == null) {
                    return false;
                }
                texts[i] = text;
                bounds[2 * i] = 0;
                bounds[2 * i + 1] = text.length();
            }
        }
        decoded = texts;
        return true;
    }

    /** The number of segments; none for {@code /}. */
    int size() {
        return size;
    }

    /** The text that {@link #from} and {@link #to} of that segment count in. */
    String text(int segment) {
        String text = decoded == null ? null : decoded[segment];
        return text == null ? raw : text;
    }

    /** Where the segment begins in its {@link #text}. */
    int from(int segment) {
        return bounds[2 * segment];
    }

    /** Where the segment ends in its {@link #text}. */
    int to(int segment) {
        return bounds[2 * segment + 1];
    }

    /** The path as sent, from the first character of that segment to its end; empty behind the last segment. */
    String rawFrom(int segment) {
        int from = 1;
        for (int i = 0; i < segment; i++) {
            int slash = raw.indexOf('/', from);
            if (slash < 0) {
                return "";
            }
            from = slash + 1;
        }
        return from > raw.length() ? "" : raw.substring(from);
    }
}
