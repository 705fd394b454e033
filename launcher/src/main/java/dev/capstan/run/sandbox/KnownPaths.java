package dev.capstan.run.sandbox;

import dev.capstan.document.syntax.PathTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths that documents call, and what they tell of the resources there. Immutable. */
final class KnownPaths {
    /** Nothing known. */
    static final KnownPaths NONE = new KnownPaths(List.of());

    enum Kind {
        /** One of a collection: its path ends in a placeholder. */
        ITEM,
        /** Items are right below it, or nothing is known above it. */
        COLLECTION,
        /** A word behind an item, such as an action on it or a view of it. */
        BELOW_ITEM
    }

    /**
     * What is known of a path.
     *
     * @param item how many segments lead to the item; 0 when there is none
     * @param creatable whether some call creates that item
     */
    record Known(Kind kind, int item, boolean creatable) {}

    private record Shape(PathTemplate path, Known known, int literals) {}

    private final Map<Integer, List<Shape>> bySize = new HashMap<>();

    /** From the operations of documents. */
    KnownPaths(List<CalledPath> operations) {
        Set<String> shapes = new HashSet<>();
        Set<String> writes = new HashSet<>();
        for (CalledPath operation : operations) {
            shapes.add(operation.path().shape());
            writes.add(operation.method() + " " + operation.path().shape());
        }
        Set<String> seen = new HashSet<>();
        for (CalledPath operation : operations) {
            PathTemplate path = operation.path();
            if (seen.add(path.shape())) {
                Shape shape = new Shape(path, classify(path, shapes, writes), literals(path));
                bySize.computeIfAbsent(path.segments().size(), size -> new ArrayList<>())
                        .add(shape);
            }
        }
    }

    /** What the documents tell of that path; null when they do not call it. */
    @Nullable
    Known of(ResourcePath path) {
        Shape best = null;
        for (Shape shape : bySize.getOrDefault(path.size(), List.of())) {
            if ((best == null || shape.literals > best.literals) && matches(shape.path, path)) {
                best = shape;
            }
        }
        return best == null ? null : best.known;
    }

    private static Known classify(PathTemplate path, Set<String> shapes, Set<String> writes) {
        int item = 0;
        for (int i = 0; i < path.segments().size(); i++) {
            if (path.segments().get(i).literal() == null) {
                item = i + 1;
            }
        }
        Kind kind = item == path.segments().size() && item > 0
                ? Kind.ITEM
                : item == 0 || shapes.contains(path.shape() + "/{}") ? Kind.COLLECTION : Kind.BELOW_ITEM;
        return new Known(kind, item, item > 0 && creatable(path.shape(), item, writes));
    }

    private static boolean creatable(String shape, int item, Set<String> writes) {
        String[] pieces = shape.substring(1).split("/", -1);
        String itemShape = "/" + String.join("/", List.of(pieces).subList(0, item));
        String collection = "/" + String.join("/", List.of(pieces).subList(0, item - 1));
        return writes.contains("POST " + collection)
                || writes.contains("POST " + itemShape)
                || writes.contains("PUT " + itemShape);
    }

    private static boolean matches(PathTemplate template, ResourcePath path) {
        for (int i = 0; i < path.size(); i++) {
            String literal = template.segments().get(i).literal();
            if (literal != null && !literal.equals(path.segments().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static int literals(PathTemplate path) {
        return (int) path.segments().stream()
                .filter(segment -> segment.literal() != null)
                .count();
    }
}
