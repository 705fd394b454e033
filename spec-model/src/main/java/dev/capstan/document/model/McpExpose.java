package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server that the document offers to models.
 *
 * @param transport {@code http} or {@code stdio}; null means http
 */
public record McpExpose(
        YamlMapping node,
        @Nullable String namespace,
        @Nullable String transport,
        @Nullable Integer port,
        @Nullable String address,
        @Nullable String description,
        @Nullable Authentication authentication,
        List<Tool> tools,
        List<McpResource> resources,
        List<Prompt> prompts)
        implements Expose {
    @Override
    public String type() {
        return "mcp";
    }
}
