package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.engine.plan.UnitPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tools of one adapter, in the order of the document. Immutable. */
public final class ToolCatalog {
    private final List<ServedTool> tools;
    private final Map<String, ServedTool> byName = new HashMap<>();
    private final List<ObjectNode> descriptions;
    private final ListPages pages;

    /**
     * Those of these units.
     *
     * @param units live ones
     * @param selects whether tools that hand on an upstream's answer take JSONPaths of what is wanted of it
     * @param warnings is told of tools that share a name
     */
    public ToolCatalog(JsonMapper mapper, List<UnitPlan> units, boolean selects, Consumer<Diagnostic> warnings) {
        List<String> published =
                units.stream().map(unit -> unit.linked().name()).toList();
        List<String> names = SafeNames.ofTools(published);
        List<ServedTool> served = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < units.size(); i++) {
            ServedTool tool = new ServedTool(names.get(i), units.get(i), selects);
            served.add(tool);
            byName.putIfAbsent(published.get(i), tool);
            if (!seen.add(published.get(i))) {
                warnings.accept(renamed(units.get(i), tool.name()));
            }
        }
        served.forEach(tool -> byName.put(tool.name(), tool));
        this.tools = List.copyOf(served);
        this.descriptions = tools.stream().map(tool -> tool.description(mapper)).toList();
        this.pages = new ListPages(mapper, "tools", descriptions);
    }

    private ToolCatalog(JsonMapper mapper, ToolCatalog whole, List<ServedTool> tools) {
        this.tools = tools;
        whole.byName.forEach((name, tool) -> {
            if (tools.contains(tool)) {
                byName.put(name, tool);
            }
        });
        this.descriptions = tools.stream().map(whole::descriptionOf).toList();
        this.pages = new ListPages(mapper, "tools", descriptions);
    }

    /** Those of them that change nothing, as clients are told. */
    public ToolCatalog onlyReadOnly(JsonMapper mapper) {
        List<ServedTool> reading = tools.stream().filter(ServedTool::isReadOnly).toList();
        return reading.size() == tools.size() ? this : new ToolCatalog(mapper, this, reading);
    }

    private static Diagnostic renamed(UnitPlan unit, String name) {
        return unit.linked()
                .declaration()
                .node()
                .diagnostic(
                        "mcp-tool-name-repeated",
                        Severity.WARN,
                        "another tool before this one is named " + unit.linked().name() + " too: this one is served as "
                                + name + "; give it a name of its own");
    }

    /** The tool of that name, on the wire or as published; null when there is none. */
    @Nullable
    ServedTool named(String name) {
        return byName.get(name);
    }

    /** All, in the order of the list. */
    List<ServedTool> tools() {
        return tools;
    }

    /** What the list shows of one of them. */
    ObjectNode descriptionOf(ServedTool tool) {
        return descriptions.get(tools.indexOf(tool));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return tools.isEmpty();
    }

    /** The names on the wire. */
    List<String> names() {
        return tools.stream().map(ServedTool::name).toList();
    }

    /** The tools as a list shows them. */
    public List<ObjectNode> descriptions() {
        return descriptions;
    }

    /** What {@code tools/list} answers. */
    public ListPages pages() {
        return pages;
    }
}
