package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ConsumedOperation;
import dev.capstan.document.model.ConsumedResource;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.yaml.YamlMapping;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations of an API, tools, prompts and resources of a server have names of their own. */
final class DuplicateName implements Rule {
    @Override
    public String id() {
        return "duplicate-name";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Map<String, Map<String, YamlMapping>> operations = new HashMap<>();
        for (ConsumesHttp api : input.apis()) {
            Map<String, YamlMapping> seen =
                    operations.computeIfAbsent(String.valueOf(api.namespace()), namespace -> new HashMap<>());
            for (ConsumedResource resource : api.resources()) {
                for (ConsumedOperation operation : resource.operations()) {
                    note("operation", operation.name(), operation.node(), seen, report);
                }
            }
        }
        for (McpExpose mcp : input.mcpServers()) {
            Map<String, YamlMapping> tools = new HashMap<>();
            mcp.tools().forEach(tool -> note("tool", tool.name(), tool.node(), tools, report));
            Map<String, YamlMapping> resources = new HashMap<>();
            mcp.resources().forEach(resource -> note("resource", resource.name(), resource.node(), resources, report));
            Map<String, YamlMapping> prompts = new HashMap<>();
            mcp.prompts().forEach(prompt -> note("prompt", prompt.name(), prompt.node(), prompts, report));
        }
    }

    private static void note(
            String kind, @Nullable String name, YamlMapping node, Map<String, YamlMapping> seen, RuleReport report) {
        YamlMapping earlier = name == null ? null : seen.putIfAbsent(name, node);
        if (earlier != null) {
            report.found(
                    node.at(node.has("name") ? "name" : "id"),
                    "there is another " + kind + " \"" + name + "\" on line "
                            + earlier.range().line() + "; give each its own name");
        }
    }
}
