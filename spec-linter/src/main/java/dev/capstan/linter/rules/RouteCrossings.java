package dev.capstan.linter.rules;

import dev.capstan.document.linked.LinkedAdapter.RestRoute;
import dev.capstan.document.syntax.PathTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes of which neither is the more literal one everywhere, such as {@code /a/{x}} and {@code /{y}/b}: both match
 * {@code /a/b}.
 */
final class RouteCrossings {
    /** Beyond this, routes of one method and length are not compared pair by pair. */
    private static final int MOST_COMPARED = 500;

    /**
     * Two routes that one request matches.
     *
     * @param winner the one that such a request reaches
     * @param loser the one that it does not
     * @param example the path of such a request
     */
    record Crossing(RestRoute winner, RestRoute loser, String example) {}

    private RouteCrossings() {}

    static List<Crossing> of(List<RestRoute> routes) {
        Map<String, List<RestRoute>> comparable = new HashMap<>();
        for (RestRoute route : routes) {
            if (!route.path().placeholders().isEmpty()) {
                comparable
                        .computeIfAbsent(
                                route.method() + route.path().segments().size(), key -> new ArrayList<>())
                        .add(route);
            }
        }
        List<Crossing> crossings = new ArrayList<>();
        for (List<RestRoute> group : comparable.values()) {
            for (int i = 0; i < Math.min(group.size(), MOST_COMPARED); i++) {
                for (int j = i + 1; j < Math.min(group.size(), MOST_COMPARED); j++) {
                    Crossing crossing = crossing(group.get(i), group.get(j));
                    if (crossing != null) {
                        crossings.add(crossing);
                    }
                }
            }
        }
        return crossings;
    }

    private static @Nullable Crossing crossing(RestRoute one, RestRoute other) {
        List<Segment> first = one.path().segments();
        List<Segment> second = other.path().segments();
        int firstMoreLiteral = -1;
        int secondMoreLiteral = -1;
        StringBuilder example = new StringBuilder();
        for (int i = 0; i < first.size(); i++) {
            String literal = first.get(i).literal();
            String otherLiteral = second.get(i).literal();
            if (literal != null && otherLiteral != null) {
                if (!literal.equals(otherLiteral)) {
                    return null;
                }
            } else if (literal != null && second.get(i).solePlaceholder() != null) {
                firstMoreLiteral = firstMoreLiteral < 0 ? i : firstMoreLiteral;
            } else if (otherLiteral != null && first.get(i).solePlaceholder() != null) {
                secondMoreLiteral = secondMoreLiteral < 0 ? i : secondMoreLiteral;
            } else if (literal != null || otherLiteral != null) {
                return null;
            }
            example.append('/').append(literal != null ? literal : otherLiteral != null ? otherLiteral : "x");
        }
        if (firstMoreLiteral < 0 || secondMoreLiteral < 0) {
            return null;
        }
        return firstMoreLiteral < secondMoreLiteral
                ? new Crossing(one, other, example.toString())
                : new Crossing(other, one, example.toString());
    }
}
