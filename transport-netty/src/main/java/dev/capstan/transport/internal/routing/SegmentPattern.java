package dev.capstan.transport.internal.routing;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.syntax.PathTemplate.Literal;
import dev.capstan.document.syntax.PathTemplate.Part;
import dev.capstan.http.uri.PercentDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A segment mixed of text and placeholders, such as {@code {id}.json} or {@code f(x='{y}')}. A placeholder takes at least
 * one character, and as few as let the rest match; the last one takes what is left.
 */
final class SegmentPattern implements Comparable<SegmentPattern> {
    // The texts before, between and behind the placeholders, empty where there is none: one more than placeholders.
    private final String[] texts;
    private final int literalLength;

    SegmentPattern(PathTemplate.Segment segment) {
        List<String> between = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : segment.parts()) {
            if (part instanceof Literal literal) {
                text.append(decoded(literal.text()));
            } else {
                between.add(text.toString());
                text.setLength(0);
            }
        }
        between.add(text.toString());
        this.texts = between.toArray(String[]::new);
        this.literalLength = between.stream().mapToInt(String::length).sum();
    }

    /** A literal as requests are compared with it: decoded, where it is well-formed. */
    static String decoded(String literal) {
        String decoded = PercentDecoder.decode(literal, 0, literal.length(), false);
        return decoded == null ? literal : decoded;
    }

    int placeholders() {
        return texts.length - 1;
    }

    /**
     * Matches a stretch of text, and notes where the placeholders' values begin and end.
     *
     * @param captures takes a start and an end for each placeholder
     */
    boolean match(String text, int from, int to, int[] captures) {
        int last = texts.length - 1;
        int end = to - texts[last].length();
        if (end < from || !text.startsWith(texts[0], from) || !text.startsWith(texts[last], end)) {
            return false;
        }
        int start = from + texts[0].length();
        int slot = 0;
        for (int i = 1; i < last; i++) {
            // The leftmost place is always right: whatever follows has the most room left.
            int found = indexOf(text, texts[i], start + 1, end);
            if (found < 0) {
                return false;
            }
            captures[slot++] = start;
            captures[slot++] = found;
            start = found + texts[i].length();
        }
        if (start >= end) {
            return false;
        }
        captures[slot++] = start;
        captures[slot] = end;
        return true;
    }

    private static int indexOf(String text, String sought, int from, int end) {
        int lastStart = end - sought.length();
        for (int at = from; at <= lastStart; at++) {
            if (text.startsWith(sought, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The one with more text of its own goes first. */
    @Override
    public int compareTo(SegmentPattern other) {
        return Integer.compare(other.literalLength, literalLength);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentPattern pattern && Arrays.equals(texts, pattern.texts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(texts);
    }
}
