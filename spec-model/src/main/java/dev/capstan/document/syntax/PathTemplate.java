package dev.capstan.document.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A path with {@code {x}} or {@code {{x}}} placeholders, of a consumed or of an exposed API. A leading slash is implied;
 * other empty segments, also a last one, are kept. What follows a {@code ?} outside braces is a query; a {@code #} and
 * what follows it is dropped, because a fragment is never sent.
 */
public final class PathTemplate {
    /** A piece of a segment. */
    public sealed interface Part permits Literal, Placeholder {}

    /** Text as the author wrote it, not decoded. */
    public record Literal(String text) implements Part {}

    /**
     * A place for a value.
     *
     * @param name what stood between the braces, trimmed
     */
    public record Placeholder(String name) implements Part {}

    /**
     * What stands between two slashes.
     *
     * @param parts empty for an empty segment
     */
    public record Segment(List<Part> parts) {
        /** The text of a segment without placeholders; null when it has one. */
        public @Nullable String literal() {
            return parts.isEmpty()
                    ? ""
                    : parts.size() == 1 && parts.get(0) instanceof Literal text ? text.text() : null;
        }

        /** The name when the segment is one placeholder and nothing else, else null. */
        public @Nullable String solePlaceholder() {
            return parts.size() == 1 && parts.get(0) instanceof Placeholder only ? only.name() : null;
        }
    }

    private final String text;
    private final List<Segment> segments;
    private final List<Part> query;
    private final boolean fragmentDropped;
    private final List<String> placeholders;

    private PathTemplate(String text, List<Segment> segments, List<Part> query, boolean fragmentDropped) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.query = List.copyOf(query);
        this.fragmentDropped = fragmentDropped;
        List<String> names = new ArrayList<>();
        for (Segment segment : segments) {
            collect(segment.parts(), names);
        }
        collect(query, names);
        this.placeholders = List.copyOf(names);
    }

    private static void collect(List<Part> parts, List<String> names) {
        for (Part part : parts) {
            if (part instanceof Placeholder placeholder) {
                names.add(placeholder.name());
            }
        }
    }

    /** Parses a path; never fails: a brace without its partner is text. */
    public static PathTemplate parse(String text) {
        List<Segment> segments = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        List<Part> query = new ArrayList<>();
        boolean inQuery = false;
        boolean fragment = false;
        StringBuilder literal = new StringBuilder();
        int at = text.startsWith("/") ? 1 : 0;
        while (at < text.length() && !fragment) {
            char c = text.charAt(at);
            if (c == '{') {
                boolean twice = text.startsWith("{{", at);
                int open = at + (twice ? 2 : 1);
                int close = text.indexOf(twice ? "}}" : "}", open);
                String name = close < 0 ? "" : text.substring(open, close).trim();
                if (!name.isEmpty() && name.indexOf('{') < 0) {
                    flush(literal, inQuery ? query : parts);
                    (inQuery ? query : parts).add(new Placeholder(name));
                    at = close + (twice ? 2 : 1);
                    continue;
                }
                literal.append(c);
            } else if (c == '#') {
                fragment = true;
            } else if (c == '?' && !inQuery) {
                flush(literal, parts);
                inQuery = true;
            } else if (c == '/' && !inQuery) {
                flush(literal, parts);
                segments.add(new Segment(List.copyOf(parts)));
                parts.clear();
            } else {
                literal.append(c);
            }
            at++;
        }
        flush(literal, inQuery ? query : parts);
        segments.add(new Segment(List.copyOf(parts)));
        return new PathTemplate(text, segments, query, fragment);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (literal.length() > 0) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** The path as written. */
    public String text() {
        return text;
    }

    /** The segments; the path {@code /} has a single empty one. */
    public List<Segment> segments() {
        return segments;
    }

    /** What follows the {@code ?}; empty when there is none. */
    public List<Part> query() {
        return query;
    }

    /** Whether a fragment was dropped. */
    public boolean fragmentDropped() {
        return fragmentDropped;
    }

    /** The placeholders' names as they occur, path before query, repeated ones repeated. */
    public List<String> placeholders() {
        return placeholders;
    }

    /** This path with more segments behind it, each one placeholder. */
    public PathTemplate withSegments(List<String> names) {
        StringBuilder extended = new StringBuilder(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        for (String name : names) {
            extended.append('/').append('{').append(name).append('}');
        }
        return parse(extended.toString());
    }

    /** The path with nameless placeholders: two paths with one shape match the same requests. */
    public String shape() {
        StringJoiner shape = new StringJoiner("/", "/", "");
        for (Segment segment : segments) {
            StringBuilder piece = new StringBuilder();
            for (Part part : segment.parts()) {
                piece.append(part instanceof Literal written ? written.text() : "{}");
            }
            shape.add(piece);
        }
        return shape.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
