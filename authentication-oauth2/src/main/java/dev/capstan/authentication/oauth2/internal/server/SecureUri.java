package dev.capstan.authentication.oauth2.internal.server;

import java.net.URI;
import java.util.regex.Pattern;

/** Where tokens and keys may travel: over https, or without encryption within this host. */
public final class SecureUri {
    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private SecureUri() {}

    /** Whether it is an absolute URI with a host, over https, or over http to a host that is the loopback by its name. */
    public static boolean isSecure(URI uri) {
        String scheme = uri.getScheme();
        return scheme != null
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && (scheme.equalsIgnoreCase("https") || (scheme.equalsIgnoreCase("http") && isLoopback(uri)));
    }

    /** Whether its host is the loopback by its name; names are not looked up. */
    static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || IPV4_LOOPBACK.matcher(host).matches());
    }

    /** For messages: without query, where a secret may stand. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
