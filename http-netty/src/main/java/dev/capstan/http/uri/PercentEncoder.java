package dev.capstan.http.uri;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2). The one place where text becomes part of a URI. */
public final class PercentEncoder {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int REPLACEMENT = 0xFFFD;

    private static final boolean[] UNRESERVED = with(new boolean[128], "-._~");
    private static final boolean[] PATH_LITERAL = with(UNRESERVED.clone(), "!$&'()*+,;=:@/");
    private static final boolean[] QUERY_LITERAL = with(PATH_LITERAL.clone(), "?");

    private PercentEncoder() {}

    private static boolean[] with(boolean[] allowed, String others) {
        for (int c = 0; c < 128; c++) {
            allowed[c] |=
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || others.indexOf(c) >= 0;
        }
        return allowed;
    }

    /** Writes a value: only unreserved characters stay as they are, so that no value is more than a value. */
    public static void value(String value, ByteBuf out) {
        encode(value, UNRESERVED, false, out);
    }

    /** A value on its own. */
    public static byte[] value(String value) {
        return encoded(value, UNRESERVED, false);
    }

    /** What an author wrote as a path: kept, but for characters that no URI can hold. */
    public static byte[] pathLiteral(String literal) {
        return encoded(literal, PATH_LITERAL, true);
    }

    /** What an author wrote as a query: kept, but for characters that no URI can hold. */
    public static byte[] queryLiteral(String literal) {
        return encoded(literal, QUERY_LITERAL, true);
    }

    private static byte[] encoded(String text, boolean[] allowed, boolean keepEscapes) {
        ByteBuf out = Unpooled.buffer(text.length() + 16);
        encode(text, allowed, keepEscapes, out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    private static void encode(String text, boolean[] allowed, boolean keepEscapes, ByteBuf out) {
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && (allowed[c] || keepEscapes && c == '%' && isEscape(text, i))) {
                continue;
            }
            ByteBufUtil.writeUtf8(out, text, plainFrom, i);
            if (c < 128) {
                escape(c, out);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                multiByte(Character.toCodePoint(c, text.charAt(++i)), out);
            } else {
                multiByte(Character.isSurrogate(c) ? REPLACEMENT : c, out);
            }
            plainFrom = i + 1;
        }
        ByteBufUtil.writeUtf8(out, text, plainFrom, text.length());
    }

    private static boolean isEscape(String text, int percent) {
        return percent + 2 < text.length()
                && Character.digit(text.charAt(percent + 1), 16) >= 0
                && Character.digit(text.charAt(percent + 2), 16) >= 0
                && text.charAt(percent + 1) < 128
                && text.charAt(percent + 2) < 128;
    }

    private static void multiByte(int codePoint, ByteBuf out) {
        if (codePoint < 0x800) {
            escape(0xC0 | codePoint >> 6, out);
        } else {
            if (codePoint < 0x10000) {
                escape(0xE0 | codePoint >> 12, out);
            } else {
                escape(0xF0 | codePoint >> 18, out);
                escape(0x80 | codePoint >> 12 & 0x3F, out);
            }
            escape(0x80 | codePoint >> 6 & 0x3F, out);
        }
        escape(0x80 | codePoint & 0x3F, out);
    }

    private static void escape(int octet, ByteBuf out) {
        out.writeMedium('%' << 16 | HEX[octet >> 4] << 8 | HEX[octet & 0xF]);
    }
}
