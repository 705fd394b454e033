package dev.capstan.consumer.http.internal.connection;

import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.engine.failure.InvalidSettingException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which origins redirects may lead to: the document's own, those that the configuration allows, and any other over https at a
 * public address, or at one of the same scope as the addresses of the document's own origin.
 *
 * @param home the document's own
 * @param allowed by the configuration
 */
public record RedirectRules(Origin home, Set<Origin> allowed) {
    /**
     * The rules for an API.
     *
     * @throws InvalidSettingException for what is not an origin
     */
    public static RedirectRules of(Origin home, Set<String> allowedOrigins) {
        return new RedirectRules(
                home, allowedOrigins.stream().map(RedirectRules::origin).collect(Collectors.toUnmodifiableSet()));
    }

    private static Origin origin(String text) {
        try {
            return Origin.of(URI.create(text));
        } catch (IllegalArgumentException | InvalidSettingException e) {
            throw new InvalidSettingException(
                    "allowedRedirectOrigins: '" + text + "' is no origin; write it as https://files.example");
        }
    }

    /** Whether every address is permitted. */
    boolean permitsAnyAddress(Origin target) {
        return target.equals(home) || allowed.contains(target);
    }

    /**
     * Whether there may be a connection to that address.
     *
     * @param homeAddresses those of the document's own origin
     */
    boolean permits(Origin target, InetAddress address, List<InetAddress> homeAddresses) {
        if (permitsAnyAddress(target)) {
            return true;
        }
        AddressScope scope = AddressScope.of(address);
        return target.secure()
                && (scope == AddressScope.PUBLIC
                        || homeAddresses.stream().anyMatch(known -> AddressScope.of(known) == scope));
    }

    /** Whether a redirect to that origin can be followed, as far as that can be known before its host is resolved. */
    boolean mayPermit(Origin target, List<InetAddress> homeAddresses) {
        if (permitsAnyAddress(target)) {
            return true;
        }
        List<InetAddress> literal = OriginResolver.literal(target.host());
        if (literal != null) {
            return literal.stream().anyMatch(address -> permits(target, address, homeAddresses));
        }
        return target.secure();
    }
}
