package dev.capstan.document.syntax;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The condition of a filter that a value matches a regular expression as a whole; of a list, that one of its entries does.
 *
 * @param operand what is compared
 * @param pattern what it must match
 */
record RegexPredicate(Operand operand, BoundedPattern pattern) implements Predicate {
    /**
     * What is compared with an expression.
     *
     * @param path to the value; null for a text
     * @param fromRoot whether the path begins at the document, and not at the value that is filtered
     * @param text the text itself; empty for a path
     */
    record Operand(@Nullable JsonPath path, boolean fromRoot, String text) {
        /** Reads a path, or a text in quotes. */
        static Operand of(String written) {
            if (written.startsWith("@") || written.startsWith("$")) {
                return new Operand(JsonPath.compile("$" + written.substring(1)), written.charAt(0) == '$', "");
            }
            boolean quoted = written.length() > 1
                    && (written.charAt(0) == '\'' || written.charAt(0) == '"')
                    && written.charAt(written.length() - 1) == written.charAt(0);
            if (!quoted) {
                throw new InvalidPathException("=~ compares a path, and not \"" + written + "\"");
            }
            return new Operand(null, false, written.substring(1, written.length() - 1));
        }

        private @Nullable Object value(PredicateContext context) {
            return path == null
                    ? text
                    : path.read(
                            fromRoot ? context.root() : context.item(),
                            // Without the option that makes the outer path return paths instead of values.
                            context.configuration().setOptions(Option.SUPPRESS_EXCEPTIONS));
        }
    }

    @Override
    public boolean apply(PredicateContext context) {
        StepBudget budget = BoundedJsonPath.budgetOf(context.configuration());
        Object value = operand.value(context);
        if (value instanceof JsonNode list && list.isArray()) {
            for (JsonNode entry : list) {
                if (pattern.fits(text(entry), budget)) {
                    return true;
                }
            }
            return false;
        }
        return pattern.fits(text(value), budget);
    }

    /** The text of a scalar; empty for everything else. */
    private static String text(@Nullable Object value) {
        if (value instanceof JsonNode node) {
            return node.isValueNode() && !node.isNull() ? node.asString() : "";
        }
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }
}
