package dev.capstan.linter.custom;

import dev.capstan.document.syntax.StepBudget;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A scalar is one of some values. What is no scalar passes.
 *
 * @param values what it may be
 */
record EnumerationFunction(List<JsonNode> values) implements CustomFunction {
    @Override
    public @Nullable String check(@Nullable YamlNode value, StepBudget budget) {
        if (!(value instanceof YamlScalar scalar) || values.contains(scalar.toJson())) {
            return null;
        }
        return "must be one of "
                + String.join(", ", values.stream().map(JsonNode::asString).toList());
    }
}
