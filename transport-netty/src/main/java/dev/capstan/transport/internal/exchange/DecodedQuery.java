package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.uri.PercentDecoder;
import dev.capstan.transport.QueryParameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query, decoded as forms are. */
final class DecodedQuery implements QueryParameters {
    private static final DecodedQuery NONE = new DecodedQuery(Map.of());

    private final Map<String, List<String>> values;

    private DecodedQuery(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Decodes a query; null is an empty one.
     *
     * @throws CallFailedException when an escape is malformed
     */
    static DecodedQuery of(@Nullable String raw) {
        DecodedQuery decoded = raw == null ? NONE : parse(raw);
        if (decoded == null) {
            throw new CallFailedException(new CallFailure.InvalidArguments(List.of(new CallFailure.ArgumentProblem(
                    "query", false, "the query has a malformed percent-escape; text has to be UTF-8"))));
        }
        return decoded;
    }

    private static @Nullable DecodedQuery parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        boolean wellFormed = forEachPair(raw, (from, nameEnd, end) -> {
            String name = PercentDecoder.decode(raw, from, nameEnd, true);
            String value = PercentDecoder.decode(raw, Math.min(nameEnd + 1, end), end, true);
            if (name == null || value == null) {
                return false;
            }
            values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            return true;
        });
        return wellFormed ? new DecodedQuery(values) : null;
    }

    /** Where a pair of name and value lies in a query. */
    @FunctionalInterface
    interface PairVisitor {
        /** Returns whether to go on. */
        boolean visit(int from, int nameEnd, int end);
    }

    /** Visits the pairs of a query that are not empty; false when the visitor ended it. */
    static boolean forEachPair(String raw, PairVisitor visitor) {
        int from = 0;
        int equals = raw.indexOf('=');
        while (from < raw.length()) {
            int end = raw.indexOf('&', from);
            end = end < 0 ? raw.length() : end;
            equals = equals >= 0 && equals < from ? raw.indexOf('=', from) : equals;
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (end > from && !visitor.visit(from, nameEnd, end)) {
                return false;
            }
            from = end + 1;
        }
        return true;
    }

    @Override
    public List<String> all(String name) {
        List<String> found = values.get(name);
        return found == null ? List.of() : Collections.unmodifiableList(found);
    }

    @Override
    public List<String> names() {
        return List.copyOf(values.keySet());
    }
}
