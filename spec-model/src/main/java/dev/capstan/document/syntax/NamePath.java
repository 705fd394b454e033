package dev.capstan.document.syntax;

import dev.capstan.document.syntax.JsonPathExpression.InvalidJsonPath;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces of a template: a name, and the rest of a JSONPath into its value, as in
 * {@code order.items[0].id}.
 *
 * @param name what the value is looked up by
 * @param rest from the value on; null when the name is all
 */
public record NamePath(String name, @Nullable JsonPathExpression rest) {
    /** Splits a text at its first dot or bracket; null when there is none, or when nothing that can be read follows it. */
    public static @Nullable NamePath split(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == '[') {
                JsonPathExpression rest = rest(text.substring(i));
                return rest == null ? null : new NamePath(text.substring(0, i), rest);
            }
        }
        return null;
    }

    /** What follows a name as a path; names with odd characters between dots are taken as they are. */
    private static @Nullable JsonPathExpression rest(String text) {
        try {
            return JsonPathExpression.compile("$" + text);
        } catch (InvalidJsonPath e) {
            return text.startsWith(".") ? dotted(text.substring(1)) : null;
        }
    }

    private static @Nullable JsonPathExpression dotted(String names) {
        StringBuilder path = new StringBuilder("$");
        for (String name : names.split("\\.", -1)) {
            if (name.isEmpty() || name.indexOf('\'') >= 0) {
                return null;
            }
            path.append("['").append(name).append("']");
        }
        try {
            return JsonPathExpression.compile(path.toString());
        } catch (InvalidJsonPath e) {
            return null;
        }
    }
}
