package dev.capstan.validator.rules;

import dev.capstan.spec.link.LinkedDocument;
import dev.capstan.spec.model.Aggregate;
import dev.capstan.spec.model.AggregateFunction;
import dev.capstan.spec.model.CallableUnit;
import dev.capstan.spec.model.Consumes;
import dev.capstan.spec.model.ConsumesHttp;
import dev.capstan.spec.model.ControlExpose;
import dev.capstan.spec.model.Document;
import dev.capstan.spec.model.Expose;
import dev.capstan.spec.model.ExposedResource;
import dev.capstan.spec.model.McpExpose;
import dev.capstan.spec.model.RestExpose;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules look at: a document, linked, and its parts by kind, in the order of the source.
 *
 * @param linked the document with its names resolved
 * @param settings what can be set of rules
 */
public record RuleInput(LinkedDocument linked, RuleSettings settings) {

    /** The document as written, misspelt keys read as what they were probably meant to be. */
    public Document document() {
        return linked.document();
    }

    /** The HTTP APIs that the document itself declares. */
    public List<ConsumesHttp> apis() {
        List<ConsumesHttp> apis = new ArrayList<>();
        for (Consumes consumes : document().allConsumes()) {
            if (consumes instanceof ConsumesHttp api) {
                apis.add(api);
            }
        }
        return apis;
    }

    /** The REST servers. */
    public List<RestExpose> restServers() {
        return exposes(RestExpose.class);
    }

    /** The MCP servers. */
    public List<McpExpose> mcpServers() {
        return exposes(McpExpose.class);
    }

    /** The control servers; there should be one at most. */
    public List<ControlExpose> controlServers() {
        return exposes(ControlExpose.class);
    }

    /** The functions of all aggregates. */
    public List<AggregateFunction> functions() {
        List<AggregateFunction> functions = new ArrayList<>();
        if (document().capability() != null) {
            for (Aggregate aggregate : document().capability().aggregates()) {
                functions.addAll(aggregate.functions());
            }
        }
        return functions;
    }

    /** Everything that calls, runs steps or answers: functions, REST operations, tools and MCP resources. */
    public List<CallableUnit> units() {
        List<CallableUnit> units = new ArrayList<>(functions());
        for (RestExpose rest : restServers()) {
            for (ExposedResource resource : rest.resources()) {
                units.addAll(resource.operations());
            }
        }
        for (McpExpose mcp : mcpServers()) {
            units.addAll(mcp.tools());
            units.addAll(mcp.resources());
        }
        return units;
    }

    private <T extends Expose> List<T> exposes(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Expose expose : document().exposes()) {
            if (kind.isInstance(expose)) {
                found.add(kind.cast(expose));
            }
        }
        return found;
    }
}
