package dev.capstan.run.describe;

import dev.capstan.adapter.mcp.ToolList;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedPrompt;
import dev.capstan.document.linked.LinkedSkill;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.Bind;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.status.DocumentStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a document offers, calls and needs, as JSON. Holds no value of a variable. */
public final class DocumentDescription {
    private final DocumentStatus status;
    private final Set<String> missing;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    private DocumentDescription(DocumentStatus status, Set<String> missing) {
        this.status = status;
        this.missing = missing;
    }

    /**
     * Describes a document.
     *
     * @param missing names of variables that no one has
     */
    public static ObjectNode of(DocumentStatus status, Set<String> missing) {
        return new DocumentDescription(status, missing).describe();
    }

    private ObjectNode describe() {
        root.put("file", status.file());
        root.put("serving", status.serving());
        if (!status.adapters().isEmpty()) {
            root.put("title", status.adapters().get(0).title());
        }
        ArrayNode adapters = root.putArray("adapters");
        for (AdapterPlan adapter : status.adapters()) {
            ObjectNode one = adapters.addObject()
                    .put("type", adapter.linked().declaration().type())
                    .put("namespace", adapter.namespace());
            if (adapter.linked().declaration().port() != null) {
                one.put("port", adapter.linked().declaration().port());
            }
            if (adapter.linked() instanceof LinkedAdapter.Rest rest) {
                operations(adapter, rest, one.putArray("operations"));
            } else if (adapter.linked() instanceof LinkedAdapter.Mcp mcp) {
                tools(adapter, mcp, one);
                resources(adapter, mcp, one);
            } else if (adapter.linked() instanceof LinkedAdapter.Skills skills) {
                skills(skills, one.putArray("skills"));
            }
        }
        LinkedDocument linked = status.linked();
        if (linked != null) {
            upstreams(linked, root.putArray("upstreams"));
            variables(linked, root.putArray("variables"));
        }
        ArrayNode problems = root.putArray("problems");
        for (Diagnostic diagnostic : status.diagnostics()) {
            problems.add(DiagnosticLines.line(diagnostic));
        }
        return root;
    }

    private static void operations(AdapterPlan adapter, LinkedAdapter.Rest rest, ArrayNode operations) {
        for (LinkedAdapter.RestRoute route : rest.routes()) {
            UnitPlan plan = adapter.planOf(route.unit());
            if (plan != null) {
                ObjectNode operation = operations
                        .addObject()
                        .put("method", route.method())
                        .put("path", route.path().text());
                unit(route.unit(), operation);
                ArrayNode arguments = operation.putArray("arguments");
                route.unit().arguments().forEach(argument -> argument(argument, arguments.addObject()));
            }
        }
    }

    private static void resources(AdapterPlan adapter, LinkedAdapter.Mcp mcp, ObjectNode one) {
        ArrayNode resources = one.putArray("resources");
        for (LinkedAdapter.ResourceRoute route : McpOffer.resources(adapter, mcp)) {
            ObjectNode resource = resources.addObject().put("uri", route.uri());
            unit(route.unit(), resource);
        }
        ArrayNode prompts = one.putArray("prompts");
        for (LinkedPrompt prompt : McpOffer.prompts(mcp)) {
            ObjectNode described = prompts.addObject().put("name", prompt.name());
            if (prompt.declaration().description() != null) {
                described.put("description", prompt.declaration().description());
            }
        }
    }

    private static void tools(AdapterPlan adapter, LinkedAdapter.Mcp mcp, ObjectNode one) {
        ArrayNode tools = one.putArray("tools");
        ToolList list = ToolList.of(adapter);
        list.tools().forEach(tools::add);
        one.put("toolListBytes", list.bytes());
        one.put("toolListTokensEstimate", list.tokens());
        ObjectNode calls = one.putObject("calls");
        for (LinkedUnit tool : mcp.tools()) {
            LinkedOperation operation = tool.operation();
            if (operation != null && adapter.planOf(tool) != null) {
                calls.put(tool.name(), target(operation));
            }
        }
    }

    private static void skills(LinkedAdapter.Skills adapter, ArrayNode skills) {
        for (LinkedSkill skill : adapter.skills()) {
            if (skill.live()) {
                ObjectNode one = skills.addObject().put("name", skill.name());
                one.put("description", skill.declaration().description());
                one.put("files", skill.files().files().size());
                ArrayNode tools = one.putArray("tools");
                skill.tools().forEach(tool -> tools.add(tool.name()));
            }
        }
    }

    private static void unit(LinkedUnit unit, ObjectNode node) {
        node.put("name", unit.name());
        if (unit.declaration().description() != null) {
            node.put("description", unit.declaration().description());
        }
        if (unit.operation() != null) {
            node.put("calls", target(unit.operation()));
        }
    }

    private static String target(LinkedOperation operation) {
        return operation.method() + " " + operation.api().namespace() + ":"
                + operation.path().text();
    }

    private static void argument(Argument argument, ObjectNode node) {
        node.put("name", argument.name()).put("in", argument.source().place());
        if (argument.type() != null) {
            node.put("type", argument.type());
        }
        node.put("required", argument.required());
        if (argument.description() != null) {
            node.put("description", argument.description());
        }
    }

    private void upstreams(LinkedDocument linked, ArrayNode upstreams) {
        for (LinkedApi api : linked.apis()) {
            ObjectNode upstream = upstreams.addObject().put("namespace", api.namespace());
            upstream.put("baseUri", status.baseUris().get(api.namespace()));
            upstream.put("authentication", kind(api.authentication()));
            upstream.put("operations", api.operations().size());
        }
    }

    private static String kind(@Nullable LinkedAuthentication authentication) {
        if (authentication instanceof LinkedAuthentication.Basic) {
            return "basic";
        } else if (authentication instanceof LinkedAuthentication.Bearer) {
            return "bearer";
        } else if (authentication instanceof LinkedAuthentication.ApiKeys) {
            return "apikey";
        } else if (authentication instanceof LinkedAuthentication.Digest) {
            return "digest";
        }
        return "none";
    }

    private void variables(LinkedDocument linked, ArrayNode variables) {
        for (Variable variable : linked.variables()) {
            ObjectNode described = variables.addObject();
            Bind bind = variable.bind();
            if (bind != null && bind.location() != null) {
                described.put("location", bind.location());
            }
            described
                    .put("name", variable.name())
                    .put("key", variable.key())
                    .put("set", !missing.contains(variable.key()) && !missing.contains(variable.name()))
                    .put("usedAt", variable.firstUse().place());
        }
    }
}
