package dev.capstan.linter.custom;

import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import org.jspecify.annotations.Nullable;

/**
 * A name is written in a casing. What is no text, and an empty one, passes.
 *
 * @param casing how it is to be written
 * @param pattern what it must match as a whole
 */
record CasingFunction(Casing casing, BoundedPattern pattern) implements CustomFunction {
    @Override
    public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
        if (!(value instanceof YamlScalar scalar)
                || scalar.kind() != YamlScalar.Kind.STRING
                || scalar.text().isEmpty()) {
            return null;
        }
        return pattern.fits(scalar.text(), budget) ? null : "must be written in " + casing.label() + " case";
    }
}
