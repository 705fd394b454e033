package dev.capstan.linter.custom;

import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import org.jspecify.annotations.Nullable;

/**
 * A text fits a regular expression, or fits none. What is no text passes.
 *
 * @param match what must be found in it; null for nothing
 * @param notMatch what must not be found in it; null for nothing
 */
record PatternFunction(
        @Nullable BoundedPattern match, @Nullable BoundedPattern notMatch) implements CustomFunction {
    @Override
    public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
        if (!(value instanceof YamlScalar scalar) || scalar.kind() != YamlScalar.Kind.STRING) {
            return null;
        }
        if (match != null && !match.isFoundIn(scalar.text(), budget)) {
            return "must match the pattern " + match;
        }
        return notMatch != null && notMatch.isFoundIn(scalar.text(), budget)
                ? "must not match the pattern " + notMatch
                : null;
    }
}
