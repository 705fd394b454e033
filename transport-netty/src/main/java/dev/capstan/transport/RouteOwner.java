package dev.capstan.transport;

import dev.capstan.engine.spi.authentication.Authenticator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who registers routes, and what holds for all requests to them.
 *
 * @param file the document's name
 * @param title what the document calls itself
 * @param type {@code exposes.type}
 * @param namespace the adapter's
 * @param filters applied in this order to every request of the owner, before its body is read and before
 *     {@code authenticator}
 * @param authenticator judges the credentials of every request of the owner, whatever its method, and also at unknown paths below
 *     the owner's; null serves everyone. The transport starts it when the owner begins to be served, and closes it when the
 *     owner is withdrawn.
 */
public record RouteOwner(
        String file,
        String title,
        String type,
        String namespace,
        List<RequestFilter> filters,
        @Nullable Authenticator authenticator) {
    /** An owner whose requests go straight to their handlers. */
    public RouteOwner(String file, String title, String type, String namespace) {
        this(file, title, type, namespace, List.of(), null);
    }
}
