package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource of an MCP server.
 *
 * @param uri with {@code {param}} in it, a resource template
 * @param location a folder to serve files from
 */
public record McpResource(
        YamlMapping node,
        @Nullable String name,
        @Nullable String label,
        @Nullable String uri,
        @Nullable String description,
        @Nullable String mimeType,
        @Nullable String call,
        Map<String, YamlNode> with,
        List<Step> steps,
        List<StepMapping> mappings,
        List<OutputParameter> outputParameters,
        @Nullable String location)
        implements CallableUnit {
    @Override
    public @Nullable String ref() {
        return null;
    }
}
