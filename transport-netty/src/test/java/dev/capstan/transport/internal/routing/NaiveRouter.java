package dev.capstan.transport.internal.routing;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.syntax.PathTemplate.Literal;
import dev.capstan.document.syntax.PathTemplate.Part;
import dev.capstan.http.uri.PercentDecoder;
import dev.capstan.transport.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Routing as plainly as it can be written: tries every route, and takes the best by the documented order. */
final class NaiveRouter {
    record Match(Route route, List<String> values) {}

    private final List<Route> routes;

    NaiveRouter(List<Route> routes) {
        this.routes = routes;
    }

    /** The best match; null when there is none. */
    Match find(String method, String path) {
        List<Match> matches = new ArrayList<>();
        for (Route route : routes) {
            Match match = match(route, path);
            if (match != null && accepts(route, method)) {
                matches.add(match);
            }
        }
        // Stable: of equals, the one that was declared first.
        matches.sort(Comparator.comparing(Match::route, this::compare)
                .thenComparing(match -> method.equals(match.route().method()) ? 0 : 1));
        return matches.isEmpty() ? null : matches.get(0);
    }

    private static boolean accepts(Route route, String method) {
        return method.equals(route.method()) || method.equals("HEAD") && "GET".equals(route.method());
    }

    private static List<String> texts(String path) {
        List<String> texts = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
        if (texts.get(texts.size() - 1).isEmpty()) {
            texts.remove(texts.size() - 1);
        }
        return texts;
    }

    private static Match match(Route route, String path) {
        List<PathTemplate.Segment> segments = RouteTrie.Builder.significant(route.path());
        List<String> texts = texts(path);
        if (segments.size() != texts.size()) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = PercentDecoder.decode(texts.get(i), 0, texts.get(i).length(), false);
            Matcher matcher =
                    Pattern.compile(expression(segments.get(i)), Pattern.DOTALL).matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            for (int group = 1; group <= matcher.groupCount(); group++) {
                values.add(matcher.group(group));
            }
        }
        return new Match(route, values);
    }

    private static String expression(PathTemplate.Segment segment) {
        StringBuilder expression = new StringBuilder();
        for (Part part : segment.parts()) {
            expression.append(part instanceof Literal literal ? Pattern.quote(literal.text()) : "(.+?)");
        }
        return expression.toString();
    }

    private int compare(Route one, Route other) {
        List<PathTemplate.Segment> a = RouteTrie.Builder.significant(one.path());
        List<PathTemplate.Segment> b = RouteTrie.Builder.significant(other.path());
        for (int i = 0; i < a.size(); i++) {
            int order = Integer.compare(rank(a.get(i)), rank(b.get(i)));
            if (order != 0) {
                return order;
            }
            // Of two patterns with as much text, the one that was declared first anywhere below this place.
            if (!expression(a.get(i)).equals(expression(b.get(i)))) {
                return Integer.compare(firstWith(a, i), firstWith(b, i));
            }
        }
        return 0;
    }

    private int firstWith(List<PathTemplate.Segment> prefix, int last) {
        for (int r = 0; r < routes.size(); r++) {
            List<PathTemplate.Segment> segments =
                    RouteTrie.Builder.significant(routes.get(r).path());
            boolean same = segments.size() > last;
            for (int i = 0; same && i <= last; i++) {
                same = expression(segments.get(i)).equals(expression(prefix.get(i)));
            }
            if (same) {
                return r;
            }
        }
        return routes.size();
    }

    /** A literal first, then patterns by how much text they have, then a placeholder. */
    private static int rank(PathTemplate.Segment segment) {
        if (segment.literal() != null) {
            return Integer.MIN_VALUE;
        }
        if (segment.solePlaceholder() != null) {
            return Integer.MAX_VALUE;
        }
        return -segment.parts().stream()
                .mapToInt(
                        part -> part instanceof Literal literal ? literal.text().length() : 0)
                .sum();
    }
}
