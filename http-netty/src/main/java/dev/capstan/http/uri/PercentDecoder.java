package dev.capstan.http.uri;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-decoding of UTF-8 (RFC 3986, section 2.1), strict: what is malformed is not guessed at. */
public final class PercentDecoder {
    private PercentDecoder() {}

    /**
     * Decodes a stretch of a text.
     *
     * @param plusIsSpace whether {@code +} is a space, as it is in a form's encoding
     * @return null when an escape is incomplete, or the bytes are not UTF-8
     */
    public static @Nullable String decode(String text, int from, int to, boolean plusIsSpace) {
        int first = from;
        while (first < to && !isSpecial(text.charAt(first), plusIsSpace)) {
            first++;
        }
        return first == to ? text.substring(from, to) : decodeFrom(text, from, to, plusIsSpace);
    }

    private static boolean isSpecial(char c, boolean plusIsSpace) {
        return c == '%' || (plusIsSpace && c == '+');
    }

    private static @Nullable String decodeFrom(String text, int from, int to, boolean plusIsSpace) {
        StringBuilder decoded = new StringBuilder(to - from);
        byte[] bytes = new byte[(to - from) / 3];
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c != '%') {
                decoded.append(plusIsSpace && c == '+' ? ' ' : c);
                at++;
                continue;
            }
            int count = 0;
            while (at < to && text.charAt(at) == '%') {
                int high = at + 2 < to ? hex(text.charAt(at + 1)) : -1;
                int low = at + 2 < to ? hex(text.charAt(at + 2)) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes[count++] = (byte) (high << 4 | low);
                at += 3;
            }
            CharBuffer characters = utf8(bytes, count);
            if (characters == null) {
                return null;
            }
            decoded.append(characters);
        }
        return decoded.toString();
    }

    // Character.digit would take digits of other scripts.
    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static @Nullable CharBuffer utf8(byte[] bytes, int count) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
