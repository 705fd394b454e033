package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method of a REST resource.
 *
 * @param method upper case; GET when absent
 */
public record ExposedOperation(
        YamlMapping node,
        String method,
        @Nullable String name,
        @Nullable String label,
        @Nullable String description,
        List<ExposedInput> inputParameters,
        @Nullable String ref,
        @Nullable String call,
        Map<String, YamlNode> with,
        List<OutputParameter> outputParameters,
        List<Step> steps,
        List<StepMapping> mappings)
        implements CallableUnit {}
