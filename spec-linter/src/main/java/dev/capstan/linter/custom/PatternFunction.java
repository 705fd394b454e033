package dev.capstan.linter.custom;

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
    public @Nullable String check(@Nullable YamlNode value) {
        if (!(value instanceof YamlScalar scalar) || scalar.kind() != YamlScalar.Kind.STRING) {
            return null;
        }
        try {
            if (match != null && !match.isFoundIn(scalar.text())) {
                return "must match the pattern " + match;
            }
            return notMatch != null && notMatch.isFoundIn(scalar.text())
                    ? "must not match the pattern " + notMatch
                    : null;
        } catch (BoundedPattern.GaveUp e) {
            return e.getMessage();
        }
    }
}
