package dev.capstan.engine.spi.format;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A byte order mark, and the other places that name the encoding of an answer.
 *
 * @param charset the encoding
 * @param length of the mark, in bytes
 */
record EncodingSignature(Charset charset, int length) {
    /** The declaration must begin the document; the encoding stands in its first few words. */
    private static final int LONGEST_DECLARATION = 1_024;

    private static final Pattern DECLARED = Pattern.compile(
            "^<\\?xml\\s[^>?]*?\\sencoding\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);

    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

    /** The byte order mark that the bytes begin with; null when there is none. */
    static @Nullable EncodingSignature byteOrderMark(byte[] bytes, int start, int end) {
        int first = unsigned(bytes, start, end);
        int second = unsigned(bytes, start + 1, end);
        int third = unsigned(bytes, start + 2, end);
        int fourth = unsigned(bytes, start + 3, end);
        if (first == 0xEF && second == 0xBB && third == 0xBF) {
            return new EncodingSignature(StandardCharsets.UTF_8, 3);
        }
        if (first == 0 && second == 0 && third == 0xFE && fourth == 0xFF) {
            return new EncodingSignature(UTF_32BE, 4);
        }
        if (first == 0xFF && second == 0xFE) {
            // Also UTF-16 with a NUL behind the mark, which no text begins with.
            return third == 0 && fourth == 0
                    ? new EncodingSignature(UTF_32LE, 4)
                    : new EncodingSignature(StandardCharsets.UTF_16LE, 2);
        }
        return first == 0xFE && second == 0xFF ? new EncodingSignature(StandardCharsets.UTF_16BE, 2) : null;
    }

    /** The encoding of the XML declaration, also where only its UTF-16 shows; null when there is none. */
    static @Nullable Charset xmlDeclaration(byte[] bytes, int start, int end) throws PayloadException {
        int first = unsigned(bytes, start, end);
        int second = unsigned(bytes, start + 1, end);
        if (first == 0 && second == '<') {
            return StandardCharsets.UTF_16BE;
        }
        if (first != '<') {
            return null;
        }
        if (second == 0) {
            return StandardCharsets.UTF_16LE;
        }
        int length = Math.min(end - start, LONGEST_DECLARATION);
        Matcher declared = DECLARED.matcher(new String(bytes, start, length, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return null;
        }
        return charset(declared.group(1) == null ? declared.group(2) : declared.group(1));
    }

    /** The {@code charset} of a Content-Type field; null when it has none. */
    static @Nullable Charset charsetParameter(@Nullable String contentType) throws PayloadException {
        int at = contentType == null ? -1 : contentType.indexOf(';');
        while (contentType != null && at >= 0) {
            int equals = contentType.indexOf('=', at);
            if (equals < 0) {
                return null;
            }
            String name = contentType.substring(at + 1, equals).trim();
            StringBuilder value = new StringBuilder();
            at = parameterValue(contentType, equals + 1, value);
            if (name.equalsIgnoreCase("charset")) {
                return charset(value.toString());
            }
        }
        return null;
    }

    /** Takes a token or a quoted string, and returns where the next {@code ;} stands; -1 when there is none. */
    private static int parameterValue(String contentType, int from, StringBuilder value) {
        boolean quoted = false;
        for (int i = from; i < contentType.length(); i++) {
            char c = contentType.charAt(i);
            if (quoted && c == '\\' && i + 1 < contentType.length()) {
                value.append(contentType.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            } else {
                value.append(c);
            }
        }
        return -1;
    }

    private static Charset charset(String name) throws PayloadException {
        try {
            return Charset.forName(name.trim());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new PayloadException("is in an encoding that is not known: " + printable(name));
        }
    }

    private static String printable(String name) {
        String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
        return shown.replaceAll("[^\\x20-\\x7E]", "?").toLowerCase(Locale.ROOT);
    }

    private static int unsigned(byte[] bytes, int at, int end) {
        return at < end ? bytes[at] & 0xFF : -1;
    }
}
