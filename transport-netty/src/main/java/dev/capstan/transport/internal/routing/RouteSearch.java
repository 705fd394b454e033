package dev.capstan.transport.internal.routing;

import dev.capstan.transport.PathMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One look-up in a {@link RouteTrie}: what was captured on the way, and where it led. */
public final class RouteSearch implements PathMatch {
    private final String method;
    private final RequestPath path;
    // Per capture: segment, start, end.
    private final int[] captures;
    private int captured;
    /** Where the rest of the path begins; -1 when no route took it. */
    private int rest = -1;

    private @Nullable ServedRoute route;
    private @Nullable List<MethodTable> passedBy;

    RouteSearch(String method, RequestPath path, int deepestCaptures) {
        this.method = method;
        this.path = path;
        this.captures = new int[3 * deepestCaptures];
    }

    RequestPath path() {
        return path;
    }

    /** Who answers; null when no one does. */
    @Nullable
    public ServedRoute route() {
        return route;
    }

    /** The methods of the routes that have the path but not the method; empty when the path is unknown. */
    public Set<String> allowed() {
        Set<String> methods = new TreeSet<>();
        if (passedBy != null) {
            passedBy.forEach(table -> table.allowed(methods));
        }
        return methods;
    }

    /** Whose routes have the path but not the method; null when the path is unknown. */
    @Nullable
    RouteShare passedBy() {
        return passedBy == null ? null : passedBy.get(0).share();
    }

    @Override
    public String rest() {
        return rest < 0 ? "" : path.rawFrom(rest);
    }

    @Override
    public String value(int placeholder) {
        if (placeholder < 0 || placeholder >= captured) {
            throw new IndexOutOfBoundsException("the path has " + captured + " placeholders, not " + placeholder);
        }
        int at = 3 * placeholder;
        return path.text(captures[at]).substring(captures[at + 1], captures[at + 2]);
    }

    boolean arrive(MethodTable methods) {
        route = methods.find(method);
        if (route != null) {
            return true;
        }
        if (passedBy == null) {
            passedBy = new ArrayList<>(2);
        }
        passedBy.add(methods);
        return false;
    }

    /** Takes the rest of the path from that segment on, if its method is answered there. */
    boolean arriveWithRest(MethodTable methods, int segment) {
        rest = segment;
        if (arrive(methods)) {
            return true;
        }
        rest = -1;
        return false;
    }

    int mark() {
        return captured;
    }

    void backTo(int mark) {
        captured = mark;
    }

    /** Takes a whole segment. */
    void capture(int segment) {
        note(segment, path.from(segment), path.to(segment));
    }

    /** Takes what a pattern's placeholders match; false, with nothing taken, when it does not match. */
    boolean capture(SegmentPattern pattern, int segment) {
        int[] bounds = new int[2 * pattern.placeholders()];
        if (!pattern.match(path.text(segment), path.from(segment), path.to(segment), bounds)) {
            return false;
        }
        for (int i = 0; i < bounds.length; i += 2) {
            note(segment, bounds[i], bounds[i + 1]);
        }
        return true;
    }

    private void note(int segment, int from, int to) {
        int at = 3 * captured++;
        captures[at] = segment;
        captures[at + 1] = from;
        captures[at + 2] = to;
    }
}
