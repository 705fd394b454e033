package dev.capstan.validator.house;

import dev.capstan.spec.yaml.YamlNode;
import dev.capstan.spec.yaml.YamlScalar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name is written in a casing. What is no text, and an empty one, passes.
 *
 * @param casing how it is to be written
 * @param pattern what it must match as a whole
 */
record CasingFunction(Casing casing, Pattern pattern) implements HouseFunction {
    @Override
    public @Nullable String check(@Nullable YamlNode value) {
        if (!(value instanceof YamlScalar scalar)
                || scalar.kind() != YamlScalar.Kind.STRING
                || scalar.text().isEmpty()
                || pattern.matcher(scalar.text()).matches()) {
            return null;
        }
        return "must be written in " + casing.label() + " case";
    }
}
