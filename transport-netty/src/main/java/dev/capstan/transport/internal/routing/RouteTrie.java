package dev.capstan.transport.internal.routing;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.transport.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a listener by path. At each segment the literal goes first, then segments mixed of text and placeholders,
 * the ones with more text first, then a placeholder, and at last what takes the rest of the path; where that leads nowhere, the
 * search goes back. Immutable.
 */
public final class RouteTrie {
    private final Node root;
    private final int deepestCaptures;

    private RouteTrie(Node root, int deepestCaptures) {
        this.root = root;
        this.deepestCaptures = deepestCaptures;
    }

    /**
     * Looks for who answers.
     *
     * @return the match, whose route is null when there is none for that method; see {@link RouteSearch#allowed()}
     */
    public RouteSearch find(String method, RequestPath path) {
        RouteSearch search = new RouteSearch(method, path, deepestCaptures);
        walk(root, 0, search);
        return search;
    }

    /** Each node is looked at once at most, because only one way leads to it. */
    private static boolean walk(Node node, int segment, RouteSearch search) {
        RequestPath path = search.path();
        return (segment == path.size() ? search.arrive(node.methods) : walkOn(node, segment, path, search))
                || (node.rest != null && search.arriveWithRest(node.rest, segment));
    }

    private static boolean walkOn(Node node, int segment, RequestPath path, RouteSearch search) {
        String text = path.text(segment);
        int from = path.from(segment);
        int to = path.to(segment);
        Node literal = node.literals.get(text, from, to);
        if (literal != null && walk(literal, segment + 1, search)) {
            return true;
        }
        if (from == to) {
            return false;
        }
        for (int i = 0; i < node.mixed.size(); i++) {
            MixedChild child = node.mixed.get(i);
            int mark = search.mark();
            if (search.capture(child.pattern, segment) && walk(child.node, segment + 1, search)) {
                return true;
            }
            search.backTo(mark);
        }
        if (node.placeholder != null) {
            int mark = search.mark();
            search.capture(segment);
            if (walk(node.placeholder, segment + 1, search)) {
                return true;
            }
            search.backTo(mark);
        }
        return false;
    }

    private record MixedChild(SegmentPattern pattern, Node node) {}

    private record Node(
            LiteralTable<Node> literals,
            List<MixedChild> mixed,
            @Nullable Node placeholder,
            MethodTable methods,
            @Nullable MethodTable rest) {}

    /** Collects routes; of two with the same path and method the first stays. */
    public static final class Builder {
        private static final Object REST = new Object();

        private final Branch root = new Branch();
        private int deepestCaptures;

        /** Adds a route. */
        public void add(ServedRoute served) {
            Branch at = root;
            int captures = 0;
            for (PathTemplate.Segment segment : matchedOneByOne(served.route())) {
                String literal = segment.literal();
                if (literal != null) {
                    at = at.literals.computeIfAbsent(SegmentPattern.decoded(literal), key -> new Branch());
                } else if (segment.solePlaceholder() != null) {
                    at = at.placeholder();
                    captures++;
                } else {
                    SegmentPattern pattern = new SegmentPattern(segment);
                    at = at.mixed.computeIfAbsent(pattern, key -> new Branch());
                    captures += pattern.placeholders();
                }
            }
            deepestCaptures = Math.max(deepestCaptures, captures);
            (served.route().restOfPath() ? at.rest() : at.methods).add(served);
        }

        private static List<PathTemplate.Segment> matchedOneByOne(Route route) {
            List<PathTemplate.Segment> segments = significant(route.path());
            if (!route.restOfPath()) {
                return segments;
            }
            int last = segments.size() - 1;
            if (last < 0 || segments.get(last).solePlaceholder() == null) {
                throw new IllegalArgumentException(
                        "the last segment of " + route.path() + " is not one placeholder, to take the rest of a path");
            }
            return segments.subList(0, last);
        }

        /** The trie of what was added. */
        public RouteTrie build() {
            return new RouteTrie(root.freeze(), deepestCaptures);
        }

        /** What a path is matched by: its segments, without the empty one behind a trailing slash. */
        static List<PathTemplate.Segment> significant(PathTemplate path) {
            List<PathTemplate.Segment> segments = path.segments();
            int last = segments.size() - 1;
            return segments.get(last).parts().isEmpty() ? segments.subList(0, last) : segments;
        }

        /** Equal for two routes whose paths match the same requests. */
        static List<Object> shape(Route route) {
            List<Object> shape = new ArrayList<>();
            for (PathTemplate.Segment segment : matchedOneByOne(route)) {
                String literal = segment.literal();
                shape.add(literal == null ? new SegmentPattern(segment) : SegmentPattern.decoded(literal));
            }
            if (route.restOfPath()) {
                shape.add(REST);
            }
            return shape;
        }
    }

    private static final class Branch {
        final Map<String, Branch> literals = new LinkedHashMap<>();
        final Map<SegmentPattern, Branch> mixed = new LinkedHashMap<>();
        final MethodTable.Builder methods = new MethodTable.Builder();

        @Nullable
        Branch placeholder;

        MethodTable.@Nullable Builder rest;

        MethodTable.Builder rest() {
            MethodTable.Builder existing = rest;
            if (existing == null) {
                existing = new MethodTable.Builder();
                rest = existing;
            }
            return existing;
        }

        Branch placeholder() {
            Branch existing = placeholder;
            if (existing == null) {
                existing = new Branch();
                placeholder = existing;
            }
            return existing;
        }

        Node freeze() {
            Map<String, Node> frozen = new LinkedHashMap<>();
            literals.forEach((literal, branch) -> frozen.put(literal, branch.freeze()));
            List<MixedChild> children = new ArrayList<>();
            mixed.forEach((pattern, branch) -> children.add(new MixedChild(pattern, branch.freeze())));
            children.sort((one, other) -> one.pattern.compareTo(other.pattern));
            return new Node(
                    new LiteralTable<>(frozen),
                    List.copyOf(children),
                    placeholder == null ? null : placeholder.freeze(),
                    methods.build(),
                    rest == null ? null : rest.build());
        }
    }
}
