package dev.capstan.linter.custom;

import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A function, and which field of the selected node it is for.
 *
 * @param field a name, names joined by dots, {@code @key} for each of a mapping's keys, or null for the node itself
 * @param function what the value must satisfy
 */
record CustomCheck(@Nullable String field, CustomFunction function) {
    private static final String KEYS = "@key";

    /** Receives what is wrong, with the node to point at. */
    interface Wrong {
        /** Invoked for a value that does not satisfy the function. */
        void unsatisfied(YamlNode at, String error);

        /** Invoked for a value that cannot be compared within its limits. */
        void tooCostly(YamlNode at, String error);
    }

    /**
     * Checks a node.
     *
     * @param budget what comparing with regular expressions may still cost
     */
    void check(YamlNode node, StepBudget budget, Wrong wrong) {
        if (field == null) {
            check(node, node, budget, wrong);
        } else if (field.equals(KEYS)) {
            if (node instanceof YamlMapping mapping) {
                for (YamlMapping.Entry entry : mapping.entries()) {
                    check(entry.key(), entry.key(), budget, wrong);
                }
            }
        } else if (node instanceof YamlMapping mapping) {
            YamlNode value = value(mapping, field);
            check(value == null ? node : value, value, budget, wrong);
        }
    }

    private void check(YamlNode at, @Nullable YamlNode value, StepBudget budget, Wrong wrong) {
        if (budget.isExceeded()) {
            return;
        }
        try {
            String error = function.check(value, budget);
            if (error != null) {
                wrong.unsatisfied(at, error);
            }
        } catch (BoundedPattern.TooCostlyException e) {
            wrong.tooCostly(at, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable YamlNode value(YamlMapping mapping, String field) {
        YamlNode direct = mapping.get(field);
        int dot = field.indexOf('.');
        if (direct != null || dot < 0) {
            return direct;
        }
        YamlMapping inner = mapping.mapping(field.substring(0, dot));
        return inner == null ? null : value(inner, field.substring(dot + 1));
    }
}
