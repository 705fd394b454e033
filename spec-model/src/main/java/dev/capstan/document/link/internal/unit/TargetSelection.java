package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.syntax.PathTemplate.Segment;
import dev.capstan.document.syntax.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a {@code call} names, also where several have one name. */
public final class TargetSelection {
    /** The most names that are compared with unknown ones; beyond that, what was meant is not guessed. */
    private static final int MOST_COMPARED = 1_000_000;

    private final Map<String, Map<String, List<LinkedOperation>>> operations = new HashMap<>();
    private final List<LinkedApi> apis;
    private final Map<String, Diagnostic> unusable;
    private final Map<String, String> shortened = new HashMap<>();
    private @Nullable List<String> references;
    private long compared;

    /**
     * A selection among the operations of these APIs.
     *
     * @param unusable what is wrong with the APIs that are declared and not among them, by namespace
     */
    public TargetSelection(List<LinkedApi> apis, Map<String, Diagnostic> unusable) {
        this.apis = apis;
        this.unusable = unusable;
        for (LinkedApi api : apis) {
            Map<String, List<LinkedOperation>> byName =
                    operations.computeIfAbsent(api.namespace(), unused -> new HashMap<>());
            for (LinkedOperation operation : api.operations()) {
                byName.computeIfAbsent(operation.name(), unused -> new ArrayList<>(1))
                        .add(operation);
            }
        }
    }

    /** The operations of that name, in the order of the document; empty when there is none. */
    List<LinkedOperation> named(String call) {
        Reference reference = Reference.among(call, operations.keySet());
        if (reference == null) {
            return List.of();
        }
        return operations.getOrDefault(reference.namespace(), Map.of()).getOrDefault(reference.name(), List.of());
    }

    /** What is wrong with the API that a {@code call} names; null when the API is linked or there is none. */
    @Nullable
    Diagnostic unusable(String call) {
        Reference reference = Reference.among(call, unusable.keySet());
        return reference == null ? null : unusable.get(reference.namespace());
    }

    /** Of several operations with one name, the one whose method and path agree best with the exposed ones. */
    public static LinkedOperation bestFor(List<LinkedOperation> candidates, String method, PathTemplate path) {
        LinkedOperation best = candidates.get(0);
        int bestScore = Integer.MIN_VALUE;
        for (LinkedOperation candidate : candidates) {
            int score = (candidate.method().equals(method) ? 1000 : 0) + agreement(candidate.path(), path);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** How many segments agree, counted from the end, less how much the lengths differ. */
    private static int agreement(PathTemplate one, PathTemplate other) {
        List<Segment> a = one.segments();
        List<Segment> b = other.segments();
        int same = 0;
        while (same < a.size() && same < b.size() && agree(a.get(a.size() - 1 - same), b.get(b.size() - 1 - same))) {
            same++;
        }
        return 10 * same - Math.abs(a.size() - b.size());
    }

    private static boolean agree(Segment one, Segment other) {
        String a = one.literal();
        String b = other.literal();
        return a == null ? b == null : b != null && FoldedName.same(a, b);
    }

    /**
     * Why a {@code call} finds nothing.
     *
     * @param message with what it would find
     * @param nearest the reference that was probably meant; null when none is near
     */
    record Unknown(String message, @Nullable String nearest) {}

    /** Why that {@code call} finds nothing. */
    Unknown unknown(String call) {
        compared += references().size();
        String nearest = compared > MOST_COMPARED ? null : NearestName.among(call, references());
        Reference reference = Reference.among(call, operations.keySet());
        String message = reference == null ? noNamespace(call, nearest) : noOperation(reference, nearest);
        return new Unknown(message, nearest);
    }

    private String noNamespace(String call, @Nullable String nearest) {
        Set<String> namespaces = new LinkedHashSet<>();
        apis.forEach(api -> namespaces.add(api.namespace()));
        return "\"" + call + "\" names no consumed namespace"
                + (namespaces.isEmpty()
                        ? "; the document consumes none"
                        : nearest != null
                                ? meant(nearest)
                                : "; write namespace.operation with one of " + shortened(namespaces));
    }

    private String noOperation(Reference reference, @Nullable String nearest) {
        Set<String> names =
                operations.getOrDefault(reference.namespace(), Map.of()).keySet();
        return "the namespace \"" + reference.namespace() + "\" has no operation \"" + reference.name() + "\""
                + (nearest != null
                        ? meant(nearest)
                        : names.isEmpty()
                                ? "; it has none at all"
                                : "; it has "
                                        + shortened.computeIfAbsent(reference.namespace(), unused -> shortened(names)));
    }

    private List<String> references() {
        List<String> all = references;
        if (all == null) {
            all = new ArrayList<>();
            for (LinkedApi api : apis) {
                for (LinkedOperation operation : api.operations()) {
                    all.add(operation.reference());
                }
            }
            references = all;
        }
        return all;
    }

    private static String meant(String nearest) {
        return "; did you mean " + nearest + "?";
    }

    private static String shortened(Set<String> names) {
        List<String> sorted = names.stream().sorted().toList();
        return sorted.size() <= 6
                ? String.join(", ", sorted)
                : String.join(", ", sorted.subList(0, 6)) + " and " + (sorted.size() - 6) + " more";
    }
}
