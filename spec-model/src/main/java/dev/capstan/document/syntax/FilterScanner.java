package dev.capstan.document.syntax;

import com.jayway.jsonpath.InvalidPathException;

/** Finds the ends of what is enclosed in the filters of JSONPaths. */
final class FilterScanner {
    private FilterScanner() {}

    /** Behind the quote that closes the one at an index. */
    static int skipQuoted(String text, int from) {
        return behind(text, from, text.charAt(from));
    }

    /** Behind the slash that closes the regular expression which begins at an index. */
    static int skipExpression(String text, int from) {
        return behind(text, from, '/');
    }

    private static int behind(String text, int from, char close) {
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == close) {
                return i + 1;
            }
        }
        throw new InvalidPathException("the " + close + " that opens at character " + (from + 1) + " is not closed");
    }

    /** Behind the bracket or parenthesis that closes the one at an index, whatever stands between them. */
    static int skipBracket(String text, int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at = skipQuoted(text, at);
            } else if (c == '/' && beginsExpression(text, at)) {
                at = skipExpression(text, at);
            } else {
                depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
                at++;
                if (depth == 0) {
                    return at;
                }
            }
        }
        throw new InvalidPathException(
                "the " + text.charAt(from) + " that opens at character " + (from + 1) + " is not closed");
    }

    /** Whether a slash stands where a value does, and not within a name. */
    static boolean beginsExpression(String text, int slash) {
        int at = slash - 1;
        while (at >= 0 && text.charAt(at) == ' ') {
            at--;
        }
        return at >= 0 && "~(&|!".indexOf(text.charAt(at)) >= 0;
    }
}
