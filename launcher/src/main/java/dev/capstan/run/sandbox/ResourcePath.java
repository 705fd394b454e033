package dev.capstan.run.sandbox;

import dev.capstan.http.uri.PercentDecoder;
import dev.capstan.http.uri.PercentEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Where a resource is.
 *
 * @param segments decoded; none is empty
 */
record ResourcePath(List<String> segments) {
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\d+|(?=.*\\d)[0-9a-fA-F-]{8,}|(?=.*\\d)(?=.*[-_~]).+|.{24,}");

    ResourcePath {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a request's path.
     *
     * @throws IllegalArgumentException when an escape is broken, or not UTF-8
     */
    static ResourcePath parse(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment));
            }
        }
        return new ResourcePath(segments);
    }

    private static String decoded(String segment) {
        String decoded = PercentDecoder.decode(segment, 0, segment.length(), false);
        if (decoded == null) {
            throw new IllegalArgumentException("a percent-escape is malformed, or not UTF-8");
        }
        return decoded;
    }

    /** The first so many segments. */
    ResourcePath first(int count) {
        return new ResourcePath(segments.subList(0, count));
    }

    /** Without the last segment; the root is its own parent. */
    ResourcePath parent() {
        return first(Math.max(0, segments.size() - 1));
    }

    ResourcePath child(String segment) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(segment);
        return new ResourcePath(longer);
    }

    /** The last segment; empty for the root. */
    String name() {
        return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
    }

    int size() {
        return segments.size();
    }

    boolean isBelow(ResourcePath other) {
        return size() > other.size() && first(other.size()).equals(other);
    }

    /** A guess, where no document tells. */
    boolean looksLikeItem() {
        return IDENTIFIER.matcher(name()).matches();
    }

    /** As it is written in a request. */
    @Override
    public String toString() {
        StringJoiner path = new StringJoiner("/", "/", "");
        for (String segment : segments) {
            path.add(new String(PercentEncoder.value(segment), StandardCharsets.US_ASCII));
        }
        return path.toString();
    }
}
