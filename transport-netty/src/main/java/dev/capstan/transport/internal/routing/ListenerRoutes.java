package dev.capstan.transport.internal.routing;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.transport.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of a listener at one time, and whose requests are those that no route answers. Immutable. */
public final class ListenerRoutes {
    private final RouteTrie trie;
    private final @Nullable RouteShare sole;
    private final Map<RouteShare, Set<String>> servedOptional;
    /** How the paths of shares with filters begin, longest first. */
    private final List<Beginning> beginnings;

    private record Beginning(List<String> segments, RouteShare share) {}

    /** {@code servedOptional} has the paths of the optional routes that are served, for each share. */
    ListenerRoutes(RouteTrie trie, @Nullable RouteShare sole, Map<RouteShare, Set<String>> servedOptional) {
        this.trie = trie;
        this.sole = sole;
        this.servedOptional = servedOptional;
        this.beginnings = sole == null ? beginnings(servedOptional.keySet()) : List.of();
    }

    /** Tells the shares which of their optional routes are served: these routes are the ones that were published last. */
    public void published() {
        servedOptional.forEach((share, paths) -> share.servedOptional = paths);
    }

    private static List<Beginning> beginnings(Collection<RouteShare> shares) {
        Map<List<String>, Beginning> found = new LinkedHashMap<>();
        for (RouteShare share : shares) {
            if (!share.filters().isEmpty()) {
                for (Route route : share.required) {
                    List<String> segments = literalsAtStart(route);
                    if (!segments.isEmpty()) {
                        found.putIfAbsent(segments, new Beginning(segments, share));
                    }
                }
            }
        }
        List<Beginning> sorted = new ArrayList<>(found.values());
        sorted.sort((one, other) -> Integer.compare(other.segments.size(), one.segments.size()));
        return List.copyOf(sorted);
    }

    private static List<String> literalsAtStart(Route route) {
        List<String> literals = new ArrayList<>();
        for (PathTemplate.Segment segment : RouteTrie.Builder.significant(route.path())) {
            String literal = segment.literal();
            if (literal == null) {
                break;
            }
            literals.add(SegmentPattern.decoded(literal));
        }
        return List.copyOf(literals);
    }

    /** Looks for who answers a request. */
    public RouteSearch find(String method, RequestPath path) {
        return trie.find(method, path);
    }

    /**
     * Whose request it is that no route answers: the owner's of the routes that have its path with other methods, else the only
     * owner's, else the owner's whose paths begin as this one does, if it filters its requests. Null when it is nobody's.
     */
    public @Nullable RouteShare shareOf(RouteSearch unanswered) {
        RouteShare passedBy = unanswered.passedBy();
        if (passedBy != null || sole != null) {
            return passedBy != null ? passedBy : sole;
        }
        for (Beginning beginning : beginnings) {
            if (begins(unanswered.path(), beginning.segments)) {
                return beginning.share;
            }
        }
        return null;
    }

    private static boolean begins(RequestPath path, List<String> segments) {
        if (path.size() < segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (path.to(i) - path.from(i) != segment.length() || !path.text(i).startsWith(segment, path.from(i))) {
                return false;
            }
        }
        return true;
    }
}
