package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool of an MCP server. */
public record Tool(
        YamlMapping node,
        @Nullable String name,
        @Nullable String label,
        @Nullable String description,
        List<ToolInput> inputParameters,
        @Nullable String ref,
        @Nullable String call,
        Map<String, YamlNode> with,
        List<Step> steps,
        List<StepMapping> mappings,
        @Nullable Hints hints,
        List<OutputParameter> outputParameters)
        implements CallableUnit {
    /** This tool with those hints. */
    public Tool with(Hints other) {
        return new Tool(
                node,
                name,
                label,
                description,
                inputParameters,
                ref,
                call,
                with,
                steps,
                mappings,
                other,
                outputParameters);
    }
}
