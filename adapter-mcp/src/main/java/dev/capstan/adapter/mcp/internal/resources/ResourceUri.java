package dev.capstan.adapter.mcp.internal.resources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The URI of a resource as a document has it, each {@code {name}} in it standing for a part of one segment. Immutable. */
public final class ResourceUri {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]+}");

    private final Pattern pattern;
    private final int literalBeginning;
    private final List<String> placeholders = new ArrayList<>();

    /**
     * A URI.
     *
     * @param uri with or without placeholders
     */
    public ResourceUri(String uri) {
        StringBuilder regex = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(uri);
        int from = 0;
        int beginning = uri.length();
        while (matcher.find()) {
            beginning = Math.min(beginning, matcher.start());
            regex.append(Pattern.quote(uri.substring(from, matcher.start())))
                    .append('(')
                    .append(part(uri, matcher.start(), matcher.end()))
                    .append(')');
            placeholders.add(
                    matcher.group().substring(1, matcher.group().length() - 1).trim());
            from = matcher.end();
        }
        this.pattern =
                Pattern.compile(regex.append(Pattern.quote(uri.substring(from))).toString());
        this.literalBeginning = beginning;
    }

    /** What a placeholder matches. Nothing is tried again in more ways than the text has characters. */
    private static String part(String uri, int begin, int end) {
        if (end == uri.length() || "/?#".indexOf(uri.charAt(end)) >= 0) {
            return "[^/?#]++";
        }
        int nextSegment = uri.indexOf('/', end);
        int nextPlaceholder = uri.indexOf('{', end);
        boolean isSole = uri.lastIndexOf('}', begin) <= uri.lastIndexOf('/', begin)
                && (nextPlaceholder < 0 || (nextSegment >= 0 && nextSegment < nextPlaceholder));
        return isSole ? "[^/?#]+?" : "[^/?#" + Pattern.quote(uri.substring(end, end + 1)) + "]++";
    }

    /** The names in its braces, in order; empty when it is no template. */
    public List<String> placeholders() {
        return placeholders;
    }

    /** How many characters stand before the first placeholder. */
    public int literalBeginning() {
        return literalBeginning;
    }

    /** The decoded values of its placeholders, in order; null when that URI is another one. */
    public @Nullable List<String> match(String uri) {
        Matcher matcher = pattern.matcher(uri);
        if (!matcher.matches()) {
            return null;
        }
        List<String> values = new ArrayList<>(matcher.groupCount());
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String value = decoded(matcher.group(i));
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** A percent-decoded text (RFC 3986, section 2.1); null when it is no UTF-8, or an escape is broken. */
    private static @Nullable String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = text.indexOf('%', i);
            if (end != i) {
                bytes.writeBytes(
                        text.substring(i, end < 0 ? text.length() : end).getBytes(UTF_8));
                i = end < 0 ? text.length() : end;
            } else {
                int value = i + 2 < text.length() ? hex(text.charAt(i + 1), text.charAt(i + 2)) : -1;
                if (value < 0) {
                    return null;
                }
                bytes.write(value);
                i += 3;
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int hex(char high, char low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 || high > 'f' || low > 'f' ? -1 : first * 16 + second;
    }
}
