package dev.capstan.format.text.internal.markdown;

import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.format.text.internal.yaml.YamlValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The YAML between two lines of three hyphens at the very start of a text.
 *
 * @param yaml null when there is none
 * @param end where the text goes on
 */
record FrontMatter(@Nullable String yaml, int end) {
    private static final FrontMatter NONE = new FrontMatter(null, 0);

    static FrontMatter of(String text) {
        int line = nextLine(text, 0);
        if (!isFence(text, 0, line)) {
            return NONE;
        }
        int start = line;
        while (line < text.length()) {
            int next = nextLine(text, line);
            if (isFence(text, line, next)) {
                return new FrontMatter(text.substring(start, line), next);
            }
            line = next;
        }
        return NONE;
    }

    boolean isPresent() {
        return yaml != null;
    }

    /** Its value; an empty object when there is none, or when there is nothing in it. */
    JsonNode read(PayloadBudget budget) throws PayloadException {
        if (yaml == null || yaml.isBlank()) {
            budget.addValue();
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode value = YamlValues.read(yaml, budget, 1, "has front matter that is not YAML: ");
        return value.isNull() ? JsonNodeFactory.instance.objectNode() : value;
    }

    /** Three hyphens, with white space behind them at most. */
    private static boolean isFence(String text, int start, int end) {
        return text.startsWith("---", start)
                && text.substring(start + 3, Math.max(start + 3, end)).isBlank();
    }

    private static int nextLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }
}
