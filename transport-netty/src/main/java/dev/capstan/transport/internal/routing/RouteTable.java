package dev.capstan.transport.internal.routing;

import dev.capstan.transport.RequestFilter;
import dev.capstan.transport.Route;
import dev.capstan.transport.RouteConflict;
import dev.capstan.transport.RouteOwner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes that owners have on one listener, in the order in which they came. Not safe for several threads. */
public final class RouteTable {
    private record Key(List<Object> shape, @Nullable String method) {}

    private record Claim(Route route, RouteShare share) {}

    /** Has what is served to anyone. */
    private static final RouteShare NOBODY = new RouteShare(new RouteOwner("", "", "", ""), List.of(), true);

    private final List<RouteShare> shares;
    private final Map<Key, Claim> claims;

    /** Without routes. */
    public RouteTable() {
        this(List.of(), Map.of());
    }

    private RouteTable(List<RouteShare> shares, Map<Key, Claim> claims) {
        this.shares = new ArrayList<>(shares);
        this.claims = new HashMap<>(claims);
    }

    /** A table with the same routes, which changes by itself. */
    public RouteTable copy() {
        return new RouteTable(shares, claims);
    }

    /** Adds an owner's routes; those that an earlier one has already are among the share's conflicts. */
    public RouteShare add(RouteOwner owner, List<RequestFilter> filters, List<Route> routes) {
        return add(new RouteShare(owner, filters, false), routes);
    }

    /** Adds routes of an owner that go through no filters; those that an earlier one has are among the share's conflicts. */
    public RouteShare addPublic(RouteOwner owner, List<Route> routes) {
        return add(new RouteShare(owner, List.of(), true), routes);
    }

    private RouteShare add(RouteShare share, List<Route> routes) {
        shares.add(share);
        for (Route route : routes) {
            if (route.optional()) {
                share.optional.add(route);
                continue;
            }
            Key key = new Key(RouteTrie.Builder.shape(route), route.method());
            Claim earlier = claims.putIfAbsent(key, new Claim(route, share));
            if (earlier == null) {
                share.required.add(route);
            } else {
                share.conflicts.add(new RouteConflict(route, earlier.route, earlier.share.owner()));
            }
        }
        return share;
    }

    /** Takes an owner's routes back. */
    public void remove(RouteShare share) {
        shares.remove(share);
        claims.values().removeIf(claim -> claim.share == share);
    }

    /** What was added, in order. */
    public List<RouteShare> shares() {
        return shares;
    }

    /** The routes as they are now, with an index at {@code /} that gives way to any other route there. */
    public ListenerRoutes build() {
        RouteShare sole = soleShare();
        Route index = ListenerIndex.route(shares);
        RouteTrie.Builder trie = new RouteTrie.Builder();
        Map<List<Object>, List<Claim>> optional = new HashMap<>();
        Map<RouteShare, Set<String>> servedOptional = new IdentityHashMap<>();
        for (RouteShare share : shares) {
            share.required.forEach(route -> trie.add(new ServedRoute(route, share)));
            for (Route route : share.optional) {
                optional.computeIfAbsent(RouteTrie.Builder.shape(route), key -> new ArrayList<>())
                        .add(new Claim(route, share));
            }
        }
        List<Object> indexShape = RouteTrie.Builder.shape(index);
        optional.computeIfAbsent(indexShape, key -> new ArrayList<>());
        Map<List<Object>, List<Route>> taken = requiredAt(optional.keySet());
        optional.forEach((shape, rivals) -> {
            List<Route> required = taken.computeIfAbsent(shape, key -> new ArrayList<>());
            List<Route> served = new ArrayList<>();
            for (Claim claim : rivals) {
                if (!givesWay(claim, required, rivals)) {
                    served.add(claim.route);
                    servedOptional
                            .computeIfAbsent(claim.share, share -> new HashSet<>())
                            .add(claim.route.path().text());
                    trie.add(new ServedRoute(claim.route, claim.share));
                }
            }
            required.addAll(served);
        });
        if (taken.getOrDefault(indexShape, List.of()).stream().noneMatch(route -> overlap(route, index))
                && claims.values().stream().noneMatch(claim -> takesEverything(claim.route))) {
            trie.add(new ServedRoute(index, sole == null ? NOBODY : sole));
        }
        Map<RouteShare, Set<String>> served = new LinkedHashMap<>();
        shares.forEach(share -> served.put(share, Set.copyOf(servedOptional.getOrDefault(share, Set.of()))));
        return new ListenerRoutes(trie.build(), sole, served);
    }

    /** The only share; null when there are several. What is public does not count. */
    private @Nullable RouteShare soleShare() {
        RouteShare sole = null;
        for (RouteShare share : shares) {
            if (!share.isPublic()) {
                if (sole != null) {
                    return null;
                }
                sole = share;
            }
        }
        return sole;
    }

    private Map<List<Object>, List<Route>> requiredAt(Set<List<Object>> shapes) {
        Map<List<Object>, List<Route>> found = new HashMap<>();
        claims.forEach((key, claim) -> {
            if (shapes.contains(key.shape)) {
                found.computeIfAbsent(key.shape, shape -> new ArrayList<>()).add(claim.route);
            }
        });
        return found;
    }

    private static boolean takesEverything(Route route) {
        return route.restOfPath() && route.path().segments().size() == 1;
    }

    private static boolean givesWay(Claim claim, List<Route> required, List<Claim> rivals) {
        return required.stream().anyMatch(route -> overlap(route, claim.route))
                || rivals.stream().anyMatch(rival -> rival.share != claim.share && overlap(rival.route, claim.route));
    }

    private static boolean overlap(Route one, Route other) {
        return one.method() == null || other.method() == null || Objects.equals(one.method(), other.method());
    }
}
