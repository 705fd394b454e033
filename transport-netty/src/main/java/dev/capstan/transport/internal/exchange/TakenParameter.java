package dev.capstan.transport.internal.exchange;

import dev.capstan.http.uri.PercentDecoder;
import org.jspecify.annotations.Nullable;

/**
 * A parameter taken out of a query.
 *
 * @param value decoded
 * @param rest the query without it; null when it is empty
 */
record TakenParameter(String value, @Nullable String rest) {
    /**
     * Takes a parameter out.
     *
     * @return null when the query does not have it, or it is malformed
     * @throws IllegalArgumentException when the query has it more than once
     */
    static @Nullable TakenParameter of(String query, String name) {
        int[] found = {-1, -1, -1};
        boolean single = DecodedQuery.forEachPair(query, (from, nameEnd, end) -> {
            if (!name.equals(PercentDecoder.decode(query, from, nameEnd, true))) {
                return true;
            }
            boolean first = found[0] < 0;
            found[0] = from;
            found[1] = nameEnd;
            found[2] = end;
            return first;
        });
        if (!single) {
            throw new IllegalArgumentException("the query has the parameter \"" + name + "\" more than once");
        }
        if (found[0] < 0) {
            return null;
        }
        String value = PercentDecoder.decode(query, Math.min(found[1] + 1, found[2]), found[2], true);
        return value == null ? null : new TakenParameter(value, without(query, found[0], found[2]));
    }

    private static @Nullable String without(String query, int from, int end) {
        String before = query.substring(0, from);
        String rest = end < query.length()
                ? before + query.substring(end + 1)
                : before.isEmpty() ? before : before.substring(0, before.length() - 1);
        return rest.isEmpty() ? null : rest;
    }
}
