package dev.capstan.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of one path by method. */
final class MethodTable {
    private static final Route[] NONE = {};

    private final Route[] routes;
    private final @Nullable Route any;

    private MethodTable(Route[] routes, @Nullable Route any) {
        this.routes = routes;
        this.any = any;
    }

    /** Who answers that method: its own route, for HEAD that of GET, else the one that takes every method. */
    @Nullable
    Route find(String method) {
        Route own = own(method);
        if (own == null && method.equals("HEAD")) {
            own = own("GET");
        }
        return own == null ? any : own;
    }

    private @Nullable Route own(String method) {
        for (Route route : routes) {
            if (method.equals(route.method())) {
                return route;
            }
        }
        return null;
    }

    /** Adds the methods that are answered here, HEAD and OPTIONS included. */
    void allowed(Set<String> methods) {
        for (Route route : routes) {
            String method = route.method();
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

    /** Collects the routes of one path; the first for a method stays. */
    static final class Builder {
        private final List<Route> routes = new ArrayList<>();
        private @Nullable Route any;

        void add(Route route) {
            String method = route.method();
            if (method == null) {
                any = any == null ? route : any;
            } else if (routes.stream().noneMatch(other -> method.equals(other.method()))) {
                routes.add(route);
            }
        }

        MethodTable build() {
            return new MethodTable(routes.toArray(NONE), any);
        }
    }
}
