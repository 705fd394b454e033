package dev.capstan.http.head;

import io.netty.util.AsciiString;

/** Fields that are about one connection, and are not forwarded (RFC 9110, section 7.6.1). */
public final class HopByHopFields {
    private HopByHopFields() {}

    /** Whether the field of that name, in any case, is about its connection. */
    public static boolean contains(CharSequence name) {
        return switch (name.length()) {
            case 2 -> same(name, "te");
            case 7 -> same(name, "upgrade") || same(name, "trailer");
            case 10 -> same(name, "connection") || same(name, "keep-alive");
            case 16 -> same(name, "proxy-connection");
            case 17 -> same(name, "transfer-encoding");
            default -> false;
        };
    }

    private static boolean same(CharSequence name, String other) {
        return AsciiString.contentEqualsIgnoreCase(name, other);
    }
}
