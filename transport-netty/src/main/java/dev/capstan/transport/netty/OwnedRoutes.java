package dev.capstan.transport.netty;

import dev.capstan.transport.RouteOwner;
import dev.capstan.transport.internal.connection.Listener;
import dev.capstan.transport.internal.routing.RouteShare;
import org.jspecify.annotations.Nullable;

/**
 * What one registration has on a listener.
 *
 * @param routes what was registered
 * @param open what the owner's authenticator shows to anyone; null when that is nothing
 */
record OwnedRoutes(
        Listener listener, RouteShare routes, @Nullable RouteShare open) {
    RouteOwner owner() {
        return routes.owner();
    }
}
