package dev.capstan.document.syntax;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Parses a filter that compares with regular expressions: conditions joined by {@code &&}, {@code ||}, {@code !} and
 * parentheses. What holds no regular expression is left to Jayway. Used once.
 */
final class RegexFilterParser {
    private static final int DEEPEST = 50;

    private final String text;
    private int at;
    private int depth;

    RegexFilterParser(String text) {
        this.text = text;
    }

    Predicate parse() {
        Predicate all = either();
        if (at < text.length()) {
            throw new InvalidPathException("there is no condition at \"" + text.substring(at) + "\"");
        }
        return all;
    }

    private Predicate either() {
        Predicate left = both();
        while (skip("||")) {
            Predicate first = left;
            Predicate second = both();
            left = context -> first.apply(context) || second.apply(context);
        }
        return left;
    }

    private Predicate both() {
        Predicate left = single();
        while (skip("&&")) {
            Predicate first = left;
            Predicate second = single();
            left = context -> first.apply(context) && second.apply(context);
        }
        return left;
    }

    private Predicate single() {
        if (++depth > DEEPEST) {
            throw new InvalidPathException("its conditions are nested more than " + DEEPEST + " deep");
        }
        try {
            if (skip("!")) {
                Predicate negated = single();
                return context -> !negated.apply(context);
            }
            if (skip("(")) {
                Predicate inside = either();
                if (!skip(")")) {
                    throw new InvalidPathException("a parenthesis is not closed");
                }
                return inside;
            }
            return condition();
        } finally {
            depth--;
        }
    }

    private Predicate condition() {
        int begin = at;
        int matches = -1;
        while (at < text.length() && !isEnd()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at = FilterScanner.skipQuoted(text, at);
            } else if (c == '[' || c == '(') {
                at = FilterScanner.skipBracket(text, at);
            } else if (c == '/' && (text.substring(begin, at).isBlank() || FilterScanner.beginsExpression(text, at))) {
                at = FilterScanner.skipExpression(text, at);
            } else {
                matches = matches < 0 && text.startsWith("=~", at) ? at : matches;
                at++;
            }
        }
        String condition = text.substring(begin, at).trim();
        if (matches < 0) {
            if (condition.contains("=~")) {
                throw new InvalidPathException("a regular expression in a filter within a filter is not supported");
            }
            return RegexFilters.plain(condition);
        }
        return comparison(
                text.substring(begin, matches).trim(),
                text.substring(matches + 2, at).trim());
    }

    private boolean isEnd() {
        char c = text.charAt(at);
        return c == ')' || text.startsWith("&&", at) || text.startsWith("||", at);
    }

    private static Predicate comparison(String left, String right) {
        String expression = right.startsWith("/") ? right : left;
        String value = right.startsWith("/") ? left : right;
        int close = expression.lastIndexOf('/');
        if (!expression.startsWith("/") || close == 0) {
            throw new InvalidPathException("=~ stands between a path and a regular expression in slashes");
        }
        try {
            int flags = flags(expression.substring(close + 1));
            return new RegexPredicate(
                    RegexPredicate.Operand.of(value), BoundedPattern.compile(expression.substring(1, close), flags));
        } catch (PatternSyntaxException e) {
            throw new InvalidPathException("not a regular expression: " + e.getDescription(), e);
        }
    }

    private static int flags(String letters) {
        int flags = 0;
        for (char letter : letters.toCharArray()) {
            flags |= switch (letter) {
                case 'i' -> java.util.regex.Pattern.CASE_INSENSITIVE;
                case 'm' -> java.util.regex.Pattern.MULTILINE;
                case 's' -> java.util.regex.Pattern.DOTALL;
                case 'd' -> java.util.regex.Pattern.UNIX_LINES;
                case 'x' -> java.util.regex.Pattern.COMMENTS;
                case 'u' -> java.util.regex.Pattern.UNICODE_CASE;
                case 'U' -> java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;
                default -> throw new InvalidPathException("a regular expression has no flag " + letter);
            };
        }
        return flags;
    }

    private boolean skip(String token) {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return true;
    }
}
