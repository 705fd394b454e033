package dev.capstan.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes that owners have on one listener, in the order in which they came. Not safe for several threads. */
final class RouteTable {
    /** The routes of one registration. */
    static final class Share {
        private final RouteOwner owner;
        private final List<Route> required = new ArrayList<>();
        private final List<Route> optional = new ArrayList<>();
        private final Set<String> servedOptional = new HashSet<>();
        private final List<RouteConflict> conflicts = new ArrayList<>();

        private Share(RouteOwner owner) {
            this.owner = owner;
        }

        RouteOwner owner() {
            return owner;
        }

        List<RouteConflict> conflicts() {
            return List.copyOf(conflicts);
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

        /** Whether the optional route of that path is in the trie that was built last. */
        boolean serves(String path) {
            return servedOptional.contains(path);
        }
    }

    private record Key(List<Object> shape, @Nullable String method) {}

    private record Claim(Route route, Share share) {}

    private final List<Share> shares = new ArrayList<>();
    private final Map<Key, Claim> claims = new HashMap<>();

    Share add(RouteOwner owner, List<Route> routes) {
        Share share = new Share(owner);
        shares.add(share);
        for (Route route : routes) {
            if (route.optional()) {
                share.optional.add(route);
                continue;
            }
            Key key = new Key(RouteTrie.Builder.shape(route.path()), route.method());
            Claim earlier = claims.putIfAbsent(key, new Claim(route, share));
            if (earlier == null) {
                share.required.add(route);
            } else {
                share.conflicts.add(new RouteConflict(route, earlier.share.owner, earlier.route.place()));
            }
        }
        return share;
    }

    void remove(Share share) {
        shares.remove(share);
        claims.values().removeIf(claim -> claim.share == share);
    }

    List<Share> shares() {
        return shares;
    }

    /**
     * The routes as they are now.
     *
     * @param fallback gives way to any other route of its path and method
     */
    RouteTrie build(Route fallback) {
        RouteTrie.Builder trie = new RouteTrie.Builder();
        Map<List<Object>, List<Claim>> optional = new HashMap<>();
        for (Share share : shares) {
            share.servedOptional.clear();
            share.required.forEach(trie::add);
            for (Route route : share.optional) {
                optional.computeIfAbsent(RouteTrie.Builder.shape(route.path()), key -> new ArrayList<>())
                        .add(new Claim(route, share));
            }
        }
        List<Object> fallbackShape = RouteTrie.Builder.shape(fallback.path());
        optional.computeIfAbsent(fallbackShape, key -> new ArrayList<>());
        Map<List<Object>, List<Route>> taken = requiredAt(optional.keySet());
        optional.forEach((shape, rivals) -> {
            List<Route> required = taken.computeIfAbsent(shape, key -> new ArrayList<>());
            List<Route> served = new ArrayList<>();
            for (Claim claim : rivals) {
                if (!givesWay(claim, required, rivals)) {
                    served.add(claim.route);
                    claim.share.servedOptional.add(claim.route.path().text());
                }
            }
            served.forEach(trie::add);
            required.addAll(served);
        });
        if (taken.getOrDefault(fallbackShape, List.of()).stream().noneMatch(route -> overlap(route, fallback))) {
            trie.add(fallback);
        }
        return trie.build();
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

    private static boolean givesWay(Claim claim, List<Route> required, List<Claim> rivals) {
        return required.stream().anyMatch(route -> overlap(route, claim.route))
                || rivals.stream().anyMatch(rival -> rival.share != claim.share && overlap(rival.route, claim.route));
    }

    private static boolean overlap(Route one, Route other) {
        return one.method() == null || other.method() == null || Objects.equals(one.method(), other.method());
    }
}
