package dev.capstan.document.syntax;

import com.jayway.jsonpath.Filter;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.Predicate;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSONPath whose filters with regular expressions are replaced by predicates: Jayway's own would match without a limit.
 *
 * @param path the path, with {@code [?]} for each filter that was taken out
 * @param predicates of the filters that were taken out, in order
 */
record RegexFilters(String path, Predicate... predicates) {
    private static final String MATCHES = "=~";

    /** Takes the filters with regular expressions out of a path. */
    static RegexFilters takenOutOf(String path) {
        if (!path.contains(MATCHES)) {
            return new RegexFilters(path);
        }
        StringBuilder rest = new StringBuilder();
        List<Predicate> predicates = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            char c = path.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '"') {
                end = FilterScanner.skipQuoted(path, at);
            } else if (c == '[') {
                end = isFilter(path, at) ? FilterScanner.skipBracket(path, at) : end;
            }
            String piece = path.substring(at, end);
            if (c == '[' && piece.contains(MATCHES)) {
                predicates.add(predicate(piece));
                rest.append("[?]");
            } else {
                rest.append(piece);
            }
            at = end;
        }
        return new RegexFilters(rest.toString(), predicates.toArray(Predicate[]::new));
    }

    private static boolean isFilter(String path, int bracket) {
        int at = bracket + 1;
        while (at < path.length() && path.charAt(at) == ' ') {
            at++;
        }
        return at < path.length() && path.charAt(at) == '?';
    }

    private static Predicate predicate(String filter) {
        String inside =
                filter.substring(1, filter.length() - 1).trim().substring(1).trim();
        if (!inside.startsWith("(") || !inside.endsWith(")")) {
            throw new InvalidPathException("a filter is written [?(…)]");
        }
        return new RegexFilterParser(inside).parse();
    }

    /** A filter that holds no regular expression, as Jayway understands it. */
    static Predicate plain(String condition) {
        return Filter.parse("[?(" + condition + ")]");
    }
}
