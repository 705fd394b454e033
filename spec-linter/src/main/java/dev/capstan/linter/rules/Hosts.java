package dev.capstan.linter.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules ask of hosts and of URIs as documents write them, templates included. */
final class Hosts {
    private Hosts() {}

    /** Whether a host is {@code example.com} or lies below it (RFC 2606, section 3). */
    static boolean isExample(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("example.com") || lower.endsWith(".example.com");
    }

    /** Whether only the machine itself can reach the host. */
    static boolean isLoopback(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.endsWith(".localhost")
                || lower.startsWith("127.")
                || lower.equals("::1")
                || lower.equals("[::1]");
    }

    /** Whether a URI is reached without encryption. */
    static boolean isCleartext(@Nullable String uri) {
        return uri != null && uri.regionMatches(true, 0, "http://", 0, "http://".length());
    }

    /** The host of an http or https URI; null when it has none. */
    static @Nullable String hostOf(String uri) {
        int scheme = uri.indexOf("://");
        if (scheme < 0) {
            return null;
        }
        int start = scheme + 3;
        int end = start;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        String authority = uri.substring(start, end);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        int close = authority.indexOf(']');
        int colon = authority.indexOf(':', Math.max(close, 0));
        return colon < 0 ? authority : authority.substring(0, colon);
    }
}
