package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.failure.InvalidSettingException;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;

/**
 * Where requests are sent (RFC 9110, section 4.3.1).
 *
 * @param secure whether over TLS
 * @param host lower case; an IPv6 address without brackets
 */
public record Origin(boolean secure, String host, int port) {
    /**
     * The origin of an absolute http or https URI.
     *
     * @throws InvalidSettingException when it has none
     */
    public static Origin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            throw new InvalidSettingException("the base URI has the scheme '" + scheme + "': use http or https");
        }
        // Not getHost(): it is null for names with an underscore, which container networks use.
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw new InvalidSettingException("the base URI names no host: write it as " + scheme + "://host/path");
        }
        if (authority.indexOf('@') >= 0) {
            throw new InvalidSettingException(
                    "the base URI holds credentials before an @: give them as authentication of the API instead");
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        String port = hasPort ? authority.substring(colon + 1) : "";
        return new Origin(secure, host(host), port.isEmpty() ? (secure ? 443 : 80) : port(port));
    }

    private static String host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return text.substring(1, text.length() - 1);
        }
        try {
            String host = IDN.toASCII(text).toLowerCase(Locale.ROOT);
            if (!host.isEmpty() && host.chars().allMatch(Origin::isHostCharacter)) {
                return host;
            }
        } catch (IllegalArgumentException notAName) {
            // Said below.
        }
        throw new InvalidSettingException("the base URI's host '" + text + "' is no host name");
    }

    private static boolean isHostCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new InvalidSettingException("the base URI's port '" + text + "' is no port: use 1 to 65535");
    }

    /** As the Host field has it: the scheme's own port is left out. */
    String hostField() {
        return port == (secure ? 443 : 80) ? bracketed() : bracketed() + ":" + port;
    }

    /** Host and port, for people. */
    public String address() {
        return bracketed() + ":" + port;
    }

    /** Scheme and authority. */
    public String uri() {
        return (secure ? "https://" : "http://") + hostField();
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
