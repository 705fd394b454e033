package dev.capstan.document.link;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.ExposedInput;
import dev.capstan.document.model.ExposedOperation;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.McpExpose;
import dev.capstan.document.model.RestExpose;
import dev.capstan.document.model.Tool;
import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolves the names of a document: imports, calls, arguments, templates, variables. Whatever is wrong with a unit makes that
 * unit dead and is reported; nothing here throws for what a document says.
 */
public final class Linker {
    private final Findings findings = new Findings();
    private final Document document;
    private final VariableScope variables;
    private final Map<String, Integer> callsSeen = new HashMap<>();
    private final List<LinkedApi> apis;
    private final TargetSelection targets;

    private Linker(Document document, ImportResolver imports, LinkOptions options) {
        this.document = document;
        this.variables = new VariableScope(document, findings);
        Set<String> adapterNamespaces = new LinkedHashSet<>();
        for (Expose expose : document.exposes()) {
            if (expose.namespace() != null) {
                adapterNamespaces.add(expose.namespace());
            }
        }
        this.apis = new ApiLinker(findings, variables, imports, adapterNamespaces, options).link(document);
        this.targets = new TargetSelection(apis);
    }

    /**
     * Links a document.
     *
     * @param imports finds what it imports
     */
    public static LinkedDocument link(Document document, ImportResolver imports, LinkOptions options) {
        return new Linker(document, imports, options).link();
    }

    private LinkedDocument link() {
        List<LinkedAdapter> adapters = new ArrayList<>();
        for (Expose expose : document.exposes()) {
            adapters.add(adapter(expose));
        }
        variables.reportUnused(document.node());
        return new LinkedDocument(document, apis, List.copyOf(adapters), variables.used(), findings.inSourceOrder());
    }

    private LinkedAdapter adapter(Expose expose) {
        String namespace = expose.namespace() == null ? expose.type() : expose.namespace();
        List<Diagnostic> problems = new ArrayList<>();
        if (expose.authentication() != null) {
            problems.add(findings.error(
                    "adapter-not-served",
                    expose.authentication().node(),
                    "the adapter \"" + namespace
                            + "\" asks its callers to authenticate, which is not served yet; it is left out"
                            + " rather than served open"));
        }
        if (expose instanceof RestExpose rest) {
            return new LinkedAdapter.Rest(rest, namespace, routes(rest, namespace, problems), List.copyOf(problems));
        }
        if (expose instanceof McpExpose mcp) {
            if ("stdio".equals(mcp.transport())) {
                problems.add(findings.error(
                        "adapter-not-served",
                        mcp.node().at("transport"),
                        "the adapter \"" + namespace + "\" speaks MCP over stdio, which is not served yet"));
            }
            reportUnserved(mcp);
            return new LinkedAdapter.Mcp(mcp, namespace, tools(mcp, namespace, problems), List.copyOf(problems));
        }
        String type = expose.type();
        boolean known = type.equals("skill") || type.equals("control");
        problems.add(findings.error(
                known ? "adapter-not-served" : "adapter-unknown-type",
                expose.node().at("type"),
                known
                        ? "adapters of type " + type + " are not served yet"
                        : "there is no adapter of type \"" + type + "\"; write rest, mcp, skill or control"));
        return new LinkedAdapter.Unserved(expose, namespace, List.copyOf(problems));
    }

    private void reportUnserved(McpExpose mcp) {
        mcp.resources()
                .forEach(resource -> findings.error(
                        "unit-not-served",
                        resource.node().at("name"),
                        "the MCP resource \"" + resource.name() + "\" is not served yet"));
        mcp.prompts()
                .forEach(prompt -> findings.error(
                        "unit-not-served",
                        prompt.node().at("name"),
                        "the prompt \"" + prompt.name() + "\" is not served yet"));
    }

    private List<LinkedAdapter.RestRoute> routes(RestExpose rest, String namespace, List<Diagnostic> adapterProblems) {
        UnitLinker units = new UnitLinker(findings, variables, namespace, "rest");
        List<LinkedAdapter.RestRoute> routes = new ArrayList<>();
        Map<String, ExposedOperation> taken = new HashMap<>();
        for (ExposedResource resource : rest.resources()) {
            PathTemplate path = PathTemplate.parse(resource.path() == null ? "" : resource.path());
            if (resource.forward() != null) {
                findings.error(
                        "unit-not-served",
                        resource.forward().node(),
                        "forward (" + path + ") is not served yet; only the resource's operations are");
            }
            for (ExposedOperation operation : resource.operations()) {
                String name = operation.name() != null ? operation.name() : operation.method() + " " + path;
                ExposedOperation earlier = taken.putIfAbsent(operation.method() + " " + path.shape(), operation);
                LinkedUnit unit;
                if (resource.path() == null) {
                    unit = UnitLinker.dead(
                            operation,
                            name,
                            findings.error("path-missing", resource.node(), "the resource needs a path"));
                } else if (earlier != null) {
                    unit = UnitLinker.dead(
                            operation,
                            name,
                            findings.error(
                                    "duplicate-route",
                                    operation.node(),
                                    operation.method() + " " + path + " is already served"
                                            + (earlier.name() == null ? "" : " by \"" + earlier.name() + "\"")
                                            + " on line "
                                            + earlier.node().range().line() + "; change or remove one of them"));
                } else {
                    unit = restUnit(units, resource, operation, path, name);
                }
                routes.add(new LinkedAdapter.RestRoute(operation.method(), path, withProblems(unit, adapterProblems)));
            }
        }
        return List.copyOf(routes);
    }

    private LinkedUnit restUnit(
            UnitLinker units, ExposedResource resource, ExposedOperation operation, PathTemplate path, String name) {
        Diagnostic unserved = units.unserved(operation, name);
        if (unserved != null) {
            return UnitLinker.dead(operation, name, unserved);
        }
        RestArguments arguments = new RestArguments(operation.node(), path, inputs(resource, operation), findings);
        if (operation.call() == null) {
            return units.mock(operation, name, arguments);
        }
        List<LinkedOperation> candidates = targets.named(operation.call());
        if (candidates.isEmpty()) {
            return UnitLinker.dead(operation, name, unknownCall(operation.call(), operation.node()));
        }
        LinkedOperation target = TargetSelection.bestFor(candidates, operation.method(), path);
        return units.call(operation, name, target, arguments);
    }

    /** The inputs of resource and operation; the operation's win where name and place are the same. */
    private static Collection<ExposedInput> inputs(ExposedResource resource, ExposedOperation operation) {
        Map<String, ExposedInput> merged = new LinkedHashMap<>();
        resource.inputParameters().forEach(input -> merged.put(input.in() + " " + input.name(), input));
        operation.inputParameters().forEach(input -> merged.put(input.in() + " " + input.name(), input));
        return merged.values();
    }

    private List<LinkedUnit> tools(McpExpose mcp, String namespace, List<Diagnostic> adapterProblems) {
        UnitLinker units = new UnitLinker(findings, variables, namespace, "tools");
        List<LinkedUnit> tools = new ArrayList<>();
        callsSeen.clear();
        for (Tool tool : mcp.tools()) {
            String name = tool.name() == null ? String.valueOf(tool.label()) : tool.name();
            tools.add(withProblems(tool(units, tool, name), adapterProblems));
        }
        return List.copyOf(tools);
    }

    private LinkedUnit tool(UnitLinker units, Tool tool, String name) {
        if (tool.name() == null) {
            return UnitLinker.dead(
                    tool, name, findings.error("tool-name-missing", tool.node(), "the tool needs a name"));
        }
        Diagnostic unserved = units.unserved(tool, name);
        if (unserved != null) {
            return UnitLinker.dead(tool, name, unserved);
        }
        ToolArguments arguments = new ToolArguments(tool.node(), tool.inputParameters());
        if (tool.call() == null) {
            return units.mock(tool, name, arguments);
        }
        List<LinkedOperation> candidates = targets.named(tool.call());
        if (candidates.isEmpty()) {
            return UnitLinker.dead(tool, name, unknownCall(tool.call(), tool.node()));
        }
        // Where several operations have one name, the n-th tool that names it takes the n-th of them.
        int nth = callsSeen.merge(tool.call(), 1, Integer::sum) - 1;
        return units.call(tool, name, candidates.get(Math.min(nth, candidates.size() - 1)), arguments);
    }

    private Diagnostic unknownCall(String call, YamlMapping unit) {
        YamlNode at = unit.at("call");
        TargetSelection.Unknown unknown = targets.unknown(call);
        return findings.error("call-unknown", at, unknown.message(), unknown.nearest());
    }

    private static LinkedUnit withProblems(LinkedUnit unit, List<Diagnostic> more) {
        if (more.isEmpty()) {
            return unit;
        }
        List<Diagnostic> problems = new ArrayList<>(unit.problems());
        problems.addAll(more);
        return new LinkedUnit(
                unit.declaration(),
                unit.name(),
                unit.operation(),
                unit.arguments(),
                unit.inputs(),
                unit.body(),
                unit.reply(),
                unit.overlay(),
                List.copyOf(problems));
    }
}
