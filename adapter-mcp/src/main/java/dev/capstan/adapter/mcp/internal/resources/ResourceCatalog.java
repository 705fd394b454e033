package dev.capstan.adapter.mcp.internal.resources;

import dev.capstan.adapter.mcp.internal.content.FailureText;
import dev.capstan.adapter.mcp.internal.listing.ListPages;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.files.FolderListing;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.model.McpResource;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.http.head.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The resources of one adapter, in the order of the document. Immutable; safe for any thread. */
public final class ResourceCatalog {
    /** Longer URIs are nobody's. */
    private static final int LONGEST_URI = 8192;

    private record Template(ResourceUri uri, ServedResource resource) {}

    private final Map<String, ServedResource> byUri = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private final List<ObjectNode> listed = new ArrayList<>();
    private final List<ObjectNode> listedTemplates = new ArrayList<>();
    private final EngineContext engine;
    private final long longest;
    private final Consumer<Diagnostic> warnings;
    private final ListPages pages;
    private final ListPages templatePages;

    /**
     * The live ones of those of an adapter.
     *
     * @param warnings is told of what cannot be served as the document says
     */
    public ResourceCatalog(
            JsonMapper mapper,
            AdapterPlan plan,
            List<LinkedAdapter.ResourceRoute> routes,
            EngineContext engine,
            Consumer<Diagnostic> warnings) {
        this.engine = engine;
        this.warnings = warnings;
        this.longest = Math.min(
                Integer.MAX_VALUE / 8, engine.configuration().server().results().maxBytes());
        for (LinkedAdapter.ResourceRoute route : routes) {
            UnitPlan unit = plan.planOf(route.unit());
            if (unit != null) {
                add(route, new UnitResource(route, unit, longest));
            } else if (route.unit().live() && route.unit().behaviour() instanceof Behaviour.StaticFiles folder) {
                addFolder(route.declaration(), folder);
            }
        }
        // The longest literal beginning wins; among equals, the document's order.
        templates.sort(Comparator.comparingInt(template -> -template.uri().literalBeginning()));
        this.pages = new ListPages(mapper, "resources", listed);
        this.templatePages = new ListPages(mapper, "resourceTemplates", listedTemplates);
    }

    private void add(LinkedAdapter.ResourceRoute route, ServedResource resource) {
        McpResource declared = route.declaration();
        if (route.placeholders().isEmpty()) {
            add(
                    declared,
                    route.uri(),
                    String.valueOf(declared.name()),
                    declared.label(),
                    declared.mimeType(),
                    resource);
        } else {
            templates.add(new Template(new ResourceUri(route.uri()), resource));
            listedTemplates.add(described(
                    "uriTemplate",
                    route.uri(),
                    String.valueOf(declared.name()),
                    declared.label(),
                    declared,
                    declared.mimeType()));
        }
    }

    private void addFolder(McpResource declared, Behaviour.StaticFiles folder) {
        String base = String.valueOf(declared.uri());
        String prefix = base.endsWith("/") ? base : base + "/";
        for (FolderListing.File file : folder.files().files()) {
            String relative = file.path();
            String mimeType = declared.mimeType() == null ? MediaType.ofFile(relative) : declared.mimeType();
            String name = declared.name() + "/" + relative;
            add(
                    declared,
                    prefix + relative,
                    name,
                    declared.label() == null ? null : declared.label() + "/" + relative,
                    mimeType,
                    new FileResource(
                            folder.folder(),
                            relative,
                            mimeType,
                            new FailureText(name, null),
                            engine::blockingExecutor,
                            longest));
        }
    }

    private void add(
            McpResource declared,
            String uri,
            String name,
            @Nullable String title,
            @Nullable String mimeType,
            ServedResource resource) {
        if (byUri.putIfAbsent(uri, resource) != null) {
            warn(
                    declared,
                    "mcp-resource-uri-repeated",
                    "another resource before this one has the URI " + uri
                            + ": this one is never read; give it another");
            return;
        }
        listed.add(described("uri", uri, name, title, declared, mimeType));
    }

    private static ObjectNode described(
            String member,
            String uri,
            String name,
            @Nullable String title,
            McpResource declared,
            @Nullable String mimeType) {
        ObjectNode entry =
                JsonNodeFactory.instance.objectNode().put(member, uri).put("name", name);
        if (title != null) {
            entry.put("title", title);
        }
        if (declared.description() != null) {
            entry.put("description", declared.description());
        }
        if (mimeType != null) {
            entry.put("mimeType", mimeType);
        }
        return entry;
    }

    private void warn(McpResource declared, String rule, String message) {
        warnings.accept(declared.node().at("uri").diagnostic(rule, Severity.WARN, message));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return byUri.isEmpty() && templates.isEmpty();
    }

    /** What {@code resources/list} answers. */
    public ListPages pages() {
        return pages;
    }

    /** What {@code resources/templates/list} answers. */
    public ListPages templatePages() {
        return templatePages;
    }

    /** The call that reads the resource of that URI; null when there is none. */
    @Nullable
    MethodCall read(String uri) {
        if (uri.length() > LONGEST_URI) {
            return null;
        }
        ServedResource exact = byUri.get(uri);
        if (exact != null) {
            return exact.read(uri, List.of());
        }
        for (Template template : templates) {
            List<String> values = template.uri().match(uri);
            if (values != null) {
                return template.resource().read(uri, values);
            }
        }
        return null;
    }
}
