package dev.capstan.transport;

import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.spi.EngineContext;
import io.netty.util.AsciiString;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call (RFC 6454): those of this very server, those of the loopback, and those that the operator allows. Requests
 * that name no origin do not come from a web page of another one. Immutable.
 */
public final class OriginPolicy {
    private static final AsciiString ORIGIN = AsciiString.cached("origin");
    private static final AsciiString HOST = AsciiString.cached("host");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private final Set<String> allowed;

    /** {@code allowed} are the origins that the operator allows. */
    public OriginPolicy(Collection<String> allowed) {
        this.allowed =
                allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** The policy that the engine's configuration asks for. */
    public static OriginPolicy of(EngineContext engine) {
        return new OriginPolicy(engine.configuration().server().allowedOrigins());
    }

    /** Whether the operator allows any origin by name. */
    boolean namesAny() {
        return !allowed.isEmpty();
    }

    /** Whether a request with these fields may go on. Its Host field has been checked before: a page cannot make it up. */
    public boolean allows(HeaderFields headers) {
        String origin = headers.get(ORIGIN);
        return origin == null || allows(origin.toLowerCase(Locale.ROOT), headers.get(HOST));
    }

    /** Whether the operator allows the origin of a request by name. */
    boolean names(HeaderFields headers) {
        String origin = headers.get(ORIGIN);
        return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    private boolean allows(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return allowed.contains(origin);
        }
        String authority = origin.substring(scheme + 3);
        return authority.equalsIgnoreCase(host) || isLoopback(authority) || allowed.contains(origin);
    }

    private static boolean isLoopback(String authority) {
        if (authority.startsWith("[::1]")) {
            return authority.length() == 5 || isPort(authority, 5);
        }
        int colon = authority.indexOf(':');
        String name = colon < 0 ? authority : authority.substring(0, colon);
        return (colon < 0 || isPort(authority, colon))
                && (name.equals("localhost") || LOOPBACK.matcher(name).matches());
    }

    private static boolean isPort(String authority, int colon) {
        return authority.charAt(colon) == ':'
                && authority.length() > colon + 1
                && authority.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
    }
}
