package dev.capstan.transport.internal.exchange;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of requests: the client's own where they are well-formed, else a random beginning that is this engine's, and a number.
 * They tell requests apart and are no secret. Safe for any thread.
 */
public final class RequestIds {
    private static final int LONGEST = 128;

    private final String beginning;
    private final AtomicLong count = new AtomicLong();

    /** Identifiers unlike those of any other engine. */
    public RequestIds() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        beginning = HexFormat.of().formatHex(random) + "-";
    }

    /** The client's identifier if it is well-formed, else a new one. */
    String of(@Nullable String given) {
        return given != null && isWellFormed(given) ? given : beginning + Long.toHexString(count.incrementAndGet());
    }

    /** What can stand in any log, field or URL as it is. */
    private static boolean isWellFormed(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letterOrDigit && "-._~+/=:@".indexOf(c) < 0) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }
}
