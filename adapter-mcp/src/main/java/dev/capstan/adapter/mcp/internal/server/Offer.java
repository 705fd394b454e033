package dev.capstan.adapter.mcp.internal.server;

import dev.capstan.adapter.mcp.internal.listing.ListMethod;
import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.adapter.mcp.internal.prompts.GetPromptMethod;
import dev.capstan.adapter.mcp.internal.prompts.PromptCatalog;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.resources.ReadResourceMethod;
import dev.capstan.adapter.mcp.internal.resources.ResourceCatalog;
import dev.capstan.adapter.mcp.internal.streams.Change;
import dev.capstan.adapter.mcp.internal.tools.CallToolMethod;
import dev.capstan.adapter.mcp.internal.tools.SearchCallMethod;
import dev.capstan.adapter.mcp.internal.tools.ToolCatalog;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.configuration.ServerConfiguration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one adapter has for its clients.
 *
 * @param node where it is declared
 * @param readable those of the resources that change nothing when they are read
 */
record Offer(
        JsonMapper mapper,
        ToolCatalog tools,
        ResourceCatalog resources,
        ResourceCatalog readable,
        PromptCatalog prompts,
        YamlNode node,
        ServerConfiguration limits) {

    /**
     * The methods of a view, of every version of the protocol.
     *
     * @param capabilities that they are
     * @param lists what they list; clients are told where one changes
     */
    record Methods(List<McpMethod> methods, ObjectNode capabilities, Map<Change, List<ListPages>> lists) {
        private void add(String capability, Change change, ListPages... pages) {
            capabilities.putObject(capability).put("listChanged", true);
            lists.put(change, List.of(pages));
        }

        private void list(String method, ListPages pages) {
            methods.add(new ListMethod(method, () -> pages));
        }
    }

    /** Those of a view. */
    Methods of(ServerView view) {
        Methods made =
                new Methods(new ArrayList<>(), JsonNodeFactory.instance.objectNode(), new EnumMap<>(Change.class));
        if (!tools.isEmpty() || (resources.isEmpty() && prompts.isEmpty())) {
            addTools(view, made);
        }
        ResourceCatalog shown = view == ServerView.READ_ONLY ? readable : resources;
        if (!shown.isEmpty()) {
            made.add("resources", Change.RESOURCES, shown.pages(), shown.templatePages());
            made.list("resources/list", shown.pages());
            made.list("resources/templates/list", shown.templatePages());
            made.methods.add(new ReadResourceMethod(shown));
        }
        if (!prompts.isEmpty()) {
            made.add("prompts", Change.PROMPTS, prompts.pages());
            made.list("prompts/list", prompts.pages());
            made.methods.add(new GetPromptMethod(prompts, limits.limits().maxBodyBytes()));
        }
        return made;
    }

    private void addTools(ServerView view, Methods made) {
        ToolCatalog shown = view == ServerView.READ_ONLY ? tools.onlyReadOnly(mapper) : tools;
        CallToolMethod calls = new CallToolMethod(mapper, shown, limits.results());
        if (view == ServerView.SEARCH) {
            SearchCallMethod search = new SearchCallMethod(mapper, shown, node, calls);
            ListPages pages = search.pages();
            made.add("tools", Change.TOOLS, pages);
            made.list("tools/list", pages);
            made.methods.add(search);
        } else {
            made.add("tools", Change.TOOLS, shown.pages());
            made.list("tools/list", shown.pages());
            made.methods.add(calls);
        }
    }
}
