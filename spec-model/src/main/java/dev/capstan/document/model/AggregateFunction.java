package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function of an aggregate, referred to as {@code namespace.name}. */
public record AggregateFunction(
        YamlMapping node,
        @Nullable String name,
        @Nullable String description,
        @Nullable Semantics semantics,
        List<ToolInput> inputParameters,
        @Nullable String call,
        Map<String, YamlNode> with,
        List<Step> steps,
        List<StepMapping> mappings,
        List<OutputParameter> outputParameters)
        implements CallableUnit {
    @Override
    public @Nullable String ref() {
        return null;
    }
}
