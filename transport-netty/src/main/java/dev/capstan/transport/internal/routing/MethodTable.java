package dev.capstan.transport.internal.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of one path by method. */
final class MethodTable {
    private static final ServedRoute[] NONE = {};

    private final ServedRoute[] routes;
    private final @Nullable ServedRoute any;

    private MethodTable(ServedRoute[] routes, @Nullable ServedRoute any) {
        this.routes = routes;
        this.any = any;
    }

    /** Who answers that method: its own route, for HEAD that of GET, else the one that takes every method. */
    @Nullable
    ServedRoute find(String method) {
        ServedRoute own = own(method);
        if (own == null && method.equals("HEAD")) {
            own = own("GET");
        }
        return own == null ? any : own;
    }

    private @Nullable ServedRoute own(String method) {
        for (ServedRoute served : routes) {
            if (method.equals(served.route().method())) {
                return served;
            }
        }
        return null;
    }

    /** Adds the methods that are answered here, HEAD and OPTIONS included. */
    void allowed(Set<String> methods) {
        for (ServedRoute served : routes) {
            String method = served.route().method();
            if (method != null) {
                methods.add(method);
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (routes.length > 0) {
            methods.add("OPTIONS");
        }
    }

    /** Whose routes are answered here: the first that was added. */
    @Nullable
    RouteShare share() {
        return routes.length > 0 ? routes[0].share() : any == null ? null : any.share();
    }

    /** Collects the routes of one path; the first for a method stays. */
    static final class Builder {
        private final List<ServedRoute> routes = new ArrayList<>();
        private @Nullable ServedRoute any;

        void add(ServedRoute served) {
            String method = served.route().method();
            if (method == null) {
                any = any == null ? served : any;
            } else if (routes.stream()
                    .noneMatch(other -> method.equals(other.route().method()))) {
                routes.add(served);
            }
        }

        MethodTable build() {
            return new MethodTable(routes.toArray(NONE), any);
        }
    }
}
