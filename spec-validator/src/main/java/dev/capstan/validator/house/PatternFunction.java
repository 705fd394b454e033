package dev.capstan.validator.house;

import dev.capstan.spec.yaml.YamlNode;
import dev.capstan.spec.yaml.YamlScalar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text fits a regular expression, or fits none. What is no text passes.
 *
 * @param match what must be found in it; null for nothing
 * @param notMatch what must not be found in it; null for nothing
 */
record PatternFunction(@Nullable Pattern match, @Nullable Pattern notMatch) implements HouseFunction {
    @Override
    public @Nullable String check(@Nullable YamlNode value) {
        if (!(value instanceof YamlScalar scalar) || scalar.kind() != YamlScalar.Kind.STRING) {
            return null;
        }
        try {
            if (match != null && !match.matcher(scalar.text()).find()) {
                return "must match the pattern " + match.pattern();
            }
            if (notMatch != null && notMatch.matcher(scalar.text()).find()) {
                return "must not match the pattern " + notMatch.pattern();
            }
        } catch (StackOverflowError repeatedGroup) {
            return "is too long for a pattern that repeats a group";
        }
        return null;
    }
}
