package dev.capstan.linter.rules;

import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.model.Aggregate;
import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules look at: a document, linked, and its parts by kind, in the order of the source. Each part is gathered once,
 * for all rules. Immutable.
 */
public final class RuleInput {
    private final LinkedDocument linked;
    private final RuleSettings settings;
    private final List<ConsumesHttp> apis;
    private final List<RestExpose> restServers;
    private final List<McpExpose> mcpServers;
    private final List<ControlExpose> controlServers;
    private final List<AggregateFunction> functions;
    private final List<CallableUnit> units;
    private final List<YamlScalar> shownTexts;

    /**
     * Gathers what rules look at.
     *
     * @param linked the document with its names resolved
     * @param settings what can be set of rules
     */
    public RuleInput(LinkedDocument linked, RuleSettings settings) {
        this.linked = linked;
        this.settings = settings;
        Document document = linked.document();
        this.apis = all(document.allConsumes(), ConsumesHttp.class);
        this.restServers = all(document.exposes(), RestExpose.class);
        this.mcpServers = all(document.exposes(), McpExpose.class);
        this.controlServers = all(document.exposes(), ControlExpose.class);
        this.functions = functions(document);
        this.units = gatherUnits();
        this.shownTexts = ShownTexts.of(document.node());
    }

    /** The document with its names resolved. */
    public LinkedDocument linked() {
        return linked;
    }

    /** What can be set of rules. */
    public RuleSettings settings() {
        return settings;
    }

    /** The document as written, misspelt keys read as what they were probably meant to be. */
    public Document document() {
        return linked.document();
    }

    /** The HTTP APIs that the document itself declares. */
    public List<ConsumesHttp> apis() {
        return apis;
    }

    /** The REST servers. */
    public List<RestExpose> restServers() {
        return restServers;
    }

    /** The MCP servers. */
    public List<McpExpose> mcpServers() {
        return mcpServers;
    }

    /** The control servers; there should be one at most. */
    public List<ControlExpose> controlServers() {
        return controlServers;
    }

    /** The functions of all aggregates. */
    public List<AggregateFunction> functions() {
        return functions;
    }

    /** Everything that calls, runs steps or answers: functions, REST operations, tools and MCP resources. */
    public List<CallableUnit> units() {
        return units;
    }

    /** The texts that people see: descriptions, labels, titles and the like. */
    public List<YamlScalar> shownTexts() {
        return shownTexts;
    }

    private static List<AggregateFunction> functions(Document document) {
        if (document.capability() == null) {
            return List.of();
        }
        List<AggregateFunction> functions = new ArrayList<>();
        for (Aggregate aggregate : document.capability().aggregates()) {
            functions.addAll(aggregate.functions());
        }
        return List.copyOf(functions);
    }

    private List<CallableUnit> gatherUnits() {
        List<CallableUnit> all = new ArrayList<>(functions);
        for (RestExpose rest : restServers) {
            for (ExposedResource resource : rest.resources()) {
                all.addAll(resource.operations());
            }
        }
        for (McpExpose mcp : mcpServers) {
            all.addAll(mcp.tools());
            all.addAll(mcp.resources());
        }
        return List.copyOf(all);
    }

    private static <T> List<T> all(Iterable<? super T> parts, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Object part : parts) {
            if (kind.isInstance(part)) {
                found.add(kind.cast(part));
            }
        }
        return List.copyOf(found);
    }
}
