package dev.capstan.run.inspect;

import dev.capstan.document.tokens.TokenEstimate;
import dev.capstan.linter.provider.ModelProviderRules;
import dev.capstan.linter.provider.Refusal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that an agent sees of an MCP server, with what it costs and what model providers refuse of it, as JSON. */
public final class AgentView {
    private final InspectedServer server;
    private final ObjectNode view = JsonNodeFactory.instance.objectNode();
    private final ArrayNode refusals = JsonNodeFactory.instance.arrayNode();

    private AgentView(InspectedServer server) {
        this.server = server;
    }

    /** Asks a server. */
    public static ObjectNode of(String namespace, InspectedServer server) {
        return new AgentView(server).look(namespace);
    }

    private ObjectNode look(String namespace) {
        view.put("namespace", namespace);
        view.set("serverInfo", server.introduction().path("serverInfo"));
        view.put(
                "protocolVersion", server.introduction().path("protocolVersion").asString());
        String instructions = server.introduction().path("instructions").asString("");
        view.put("instructions", instructions);
        ObjectNode tokens = view.putObject("tokens").put("instructions", TokenEstimate.of(instructions));
        if (server.has("tools")) {
            tools(list("tools", "tools/list", tokens), tokens.putObject("tool"));
        }
        if (server.has("resources")) {
            list("resources", "resources/list", tokens);
            list("resourceTemplates", "resources/templates/list", tokens);
        }
        if (server.has("prompts")) {
            list("prompts", "prompts/list", tokens);
        }
        view.set("refusals", refusals);
        return view;
    }

    private List<JsonNode> list(String member, String method, ObjectNode tokens) {
        List<JsonNode> entries = server.all(method, member);
        ArrayNode shown = view.putArray(member);
        entries.forEach(shown::add);
        tokens.put(member, TokenEstimate.of(shown.toString()));
        return entries;
    }

    private void tools(List<JsonNode> tools, ObjectNode tokens) {
        refused("", ModelProviderRules.ofCount(tools.size()));
        for (JsonNode tool : tools) {
            String name = tool.path("name").asString();
            tokens.put(name, TokenEstimate.of(tool.toString()));
            refused(name, ModelProviderRules.of(tool));
        }
    }

    private void refused(String tool, List<Refusal> found) {
        for (Refusal refusal : found) {
            ObjectNode one = refusals.addObject().put("tool", tool);
            ArrayNode providers = one.putArray("providers");
            refusal.providers().forEach(provider -> providers.add(provider.shown()));
            one.put("place", refusal.place()).put("problem", refusal.problem()).put("sentence", refusal.sentence());
        }
    }
}
