package dev.capstan.endtoend.language;

import dev.capstan.testkit.ServedDocument;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Compares what a page shows with what happened. In what is shown, {@code …} stands for any text. */
final class Shown {
    private static final String ANYTHING = "…";

    private Shown() {}

    /** Whether a text is as shown. */
    static boolean text(String shown, String actual) {
        if (!shown.contains(ANYTHING)) {
            return shown.equals(actual);
        }
        String pattern =
                Arrays.stream(shown.split(ANYTHING, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(actual).matches();
    }

    /** Whether a body is as shown: JSON by its value, line ends of any kind. */
    static boolean body(String shown, String actual) {
        JsonNode expected = parsed(shown);
        JsonNode value = parsed(actual);
        if (expected == null || value == null) {
            return text(shown, actual.replace("\r\n", "\n").stripTrailing());
        }
        return value(expected, value, true);
    }

    /** Whether the members that are shown, of an object and those in it, are there and as shown. */
    static boolean members(String shown, String actual) {
        JsonNode expected = parsed(shown);
        JsonNode value = parsed(actual);
        return expected != null && value != null && value(expected, value, false);
    }

    private static boolean value(JsonNode shown, JsonNode actual, boolean all) {
        if (shown.isString()) {
            return actual.isString() && text(shown.asString(), actual.asString());
        }
        if (shown.isObject() && actual.isObject()) {
            boolean more = shown.has(ANYTHING);
            return (!all || more || shown.size() == actual.size())
                    && shown.properties().stream()
                            .filter(member -> !member.getKey().equals(ANYTHING))
                            .allMatch(member -> member(member, actual, all));
        }
        if (shown.isArray() && actual.isArray()) {
            if (shown.size() != actual.size()) {
                return false;
            }
            for (int i = 0; i < shown.size(); i++) {
                if (!value(shown.get(i), actual.get(i), all)) {
                    return false;
                }
            }
            return true;
        }
        if (!all && shown.isContainer() && actual.isString()) {
            // JSON within a text is shown as JSON.
            return body(shown.toString(), actual.asString());
        }
        return shown.equals(actual);
    }

    private static boolean member(Map.Entry<String, JsonNode> shown, JsonNode actual, boolean all) {
        JsonNode member = actual.get(shown.getKey());
        return member != null && value(shown.getValue(), member, all);
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return text.isBlank() ? null : ServedDocument.json(text);
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
