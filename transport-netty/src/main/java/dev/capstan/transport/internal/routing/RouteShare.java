package dev.capstan.transport.internal.routing;

import dev.capstan.transport.RequestFilter;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteConflict;
import dev.capstan.transport.RouteOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of one registration. Changed under the transport's lock only; its owner and filters never change. {@link #serves} is for any thread. */
public final class RouteShare {
    private final RouteOwner owner;
    private final List<RequestFilter> filters;
    private final boolean isPublic;
    final List<Route> required = new ArrayList<>();
    final List<Route> optional = new ArrayList<>();
    /** Replaced, never changed: it is read by any thread. */
    volatile Set<String> servedOptional = Set.of();

    final List<RouteConflict> conflicts = new ArrayList<>();

    RouteShare(RouteOwner owner, List<RequestFilter> filters, boolean isPublic) {
        this.owner = owner;
        this.isPublic = isPublic;
        this.filters = List.copyOf(filters);
    }

    /** Who registered. */
    public RouteOwner owner() {
        return owner;
    }

    /** What each request goes through before its handler. */
    public List<RequestFilter> filters() {
        return filters;
    }

    /** Whether it holds what its owner serves to anyone, beside the owner's share of routes. */
    boolean isPublic() {
        return isPublic;
    }

    /** The routes that were not taken. */
    public List<RouteConflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Whether the optional route of that path is in the routes that were published last. */
    public boolean serves(String path) {
        return servedOptional.contains(path);
    }

    /** How many routes were taken, optional ones apart. */
    int size() {
        return required.size();
    }

    /** The path of a share's only route; null when it has more. */
    @Nullable
    String commonPath() {
        return required.size() == 1 ? required.get(0).path().text() : null;
    }
}
