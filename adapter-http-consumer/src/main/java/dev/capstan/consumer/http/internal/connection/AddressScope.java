package dev.capstan.consumer.http.internal.connection;

import java.net.InetAddress;
import java.util.Arrays;

/** From where an address can be reached, as far as it decides where a redirect may lead (RFC 6890 and its registries). */
public enum AddressScope {
    /** From everywhere. */
    PUBLIC,
    /** From this machine. */
    LOOPBACK,
    /** From this link; the metadata services of clouds have such addresses. */
    LINK_LOCAL,
    /** From this site. */
    PRIVATE,
    /** Nobody can be reached by it as by an ordinary address: multicast, broadcast, reserved and unassigned ones. */
    OTHER;

    /** The scope of that address; of an IPv6 address that stands for an IPv4 address, the scope of the latter. */
    public static AddressScope of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? ofV4(bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF) : ofV6(bytes);
    }

    private static AddressScope ofV4(int a, int b, int c) {
        if (a == 127 || a == 0) {
            return LOOPBACK;
        }
        if (a == 169 && b == 254) {
            return LINK_LOCAL;
        }
        if (a == 10 || a == 172 && (b & 0xF0) == 16 || a == 192 && b == 168 || a == 100 && (b & 0xC0) == 64) {
            return PRIVATE;
        }
        boolean isReserved = a >= 224 || a == 192 && b == 0 && c == 0 || a == 198 && (b & 0xFE) == 18;
        return isReserved ? OTHER : PUBLIC;
    }

    private static AddressScope ofV6(byte[] bytes) {
        int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        if (isZero(bytes, 0, 15) && bytes[15] <= 1 && bytes[15] >= 0) {
            return LOOPBACK;
        }
        // IPv4-compatible, -mapped and -translated addresses, and the well-known prefix of NAT64.
        if (isZero(bytes, 0, 12)
                || isZero(bytes, 0, 10) && (bytes[10] & bytes[11]) == -1
                || isZero(bytes, 0, 8) && (bytes[8] & bytes[9]) == -1 && isZero(bytes, 10, 12)
                || first == 0x64 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B && isZero(bytes, 4, 12)) {
            return ofV4(bytes, 12);
        }
        if (first == 0x2002) {
            return ofV4(bytes, 2);
        }
        if ((first & 0xFFC0) == 0xFE80) {
            return LINK_LOCAL;
        }
        if ((first & 0xFE00) == 0xFC00 || (first & 0xFFC0) == 0xFEC0) {
            return PRIVATE;
        }
        // Global unicast is what 2000::/3 holds, but for Teredo, whose addresses hide IPv4 ones.
        boolean isTeredo = first == 0x2001 && bytes[2] == 0 && bytes[3] == 0;
        return (first & 0xE000) == 0x2000 && !isTeredo ? PUBLIC : OTHER;
    }

    private static AddressScope ofV4(byte[] bytes, int from) {
        return ofV4(bytes[from] & 0xFF, bytes[from + 1] & 0xFF, bytes[from + 2] & 0xFF);
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, new byte[16], from, to);
    }
}
