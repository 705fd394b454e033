package dev.capstan.run.sandbox;

import dev.capstan.run.sandbox.KnownPaths.Kind;
import dev.capstan.run.sandbox.KnownPaths.Known;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Behaves as a REST API over a {@link ResourceStore}: POST creates, GET lists and reads, PUT and PATCH change, DELETE removes,
 * a POST below an item is an action on it. One thread at a time.
 */
final class SandboxResources {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ResourceStore store;
    private KnownPaths known = KnownPaths.NONE;
    private long lastId;

    SandboxResources(ResourceStore store) {
        this.store = store;
    }

    void know(KnownPaths paths) {
        known = paths;
    }

    SandboxReply answer(SandboxRequest request) {
        ResourcePath path = request.path();
        Known what = known.of(path);
        return switch (request.method()) {
            case "GET", "HEAD" -> read(path, what);
            case "POST" -> post(path, what, request.content());
            case "PUT" -> replace(path, what, request.content());
            case "PATCH" -> change(path, what, request.content());
            case "DELETE" -> delete(path);
            case "OPTIONS" -> SandboxReply.noContent();
            default -> SandboxReply.problem(405, "there is no method " + request.method());
        };
    }

    private SandboxReply read(ResourcePath path, @Nullable Known what) {
        JsonNode kept = store.get(path);
        if (kept != null) {
            return SandboxReply.of(200, kept);
        }
        if (store.isCollection(path) || (what != null && what.kind() == Kind.COLLECTION)) {
            return list(path);
        }
        ResourcePath item = itemOf(path, what);
        boolean expected = what == null ? item.looksLikeItem() : what.kind() == Kind.ITEM || what.creatable();
        if (store.get(item) != null || (!expected && what != null)) {
            return view(item, path);
        }
        return expected || store.isCollection(item.parent()) ? missing(item) : list(path);
    }

    private SandboxReply list(ResourcePath collection) {
        ArrayNode items = NODES.arrayNode();
        store.items(collection).forEach(items::add);
        return SandboxReply.of(200, items);
    }

    private SandboxReply view(ResourcePath item, ResourcePath path) {
        ObjectNode view = NODES.objectNode().put("view", path.name());
        JsonNode kept = store.get(item);
        if (kept != null) {
            view.set("item", kept);
        }
        return SandboxReply.of(200, view);
    }

    private SandboxReply post(ResourcePath path, @Nullable Known what, JsonNode content) {
        if (what != null && what.kind() == Kind.ITEM) {
            return replace(path, what, content);
        }
        if (what != null && what.kind() == Kind.COLLECTION) {
            return create(path, content);
        }
        ResourcePath item = itemOf(path, what);
        if (what == null && store.get(item) == null) {
            return create(path, content);
        }
        return act(item, path, what, content);
    }

    private SandboxReply create(ResourcePath collection, JsonNode content) {
        ObjectNode item = NODES.objectNode();
        JsonNode ownId = content.path("id");
        boolean usable = (ownId.isString() || ownId.isIntegralNumber())
                && !ownId.asString().isEmpty();
        ResourcePath where = usable ? collection.child(ownId.asString()) : unused(collection);
        item.put("id", where.name());
        if (content instanceof ObjectNode fields) {
            item.setAll(fields);
        } else {
            item.set("value", content);
        }
        if (!usable) {
            item.put("id", where.name());
        }
        if (store.get(where) != null) {
            return SandboxReply.problem(409, where + " is there already");
        }
        return store.add(collection, where, item) ? SandboxReply.created(where, item) : full();
    }

    private ResourcePath unused(ResourcePath collection) {
        ResourcePath where;
        do {
            where = collection.child(Long.toString(++lastId));
        } while (store.get(where) != null);
        return where;
    }

    private SandboxReply act(ResourcePath item, ResourcePath path, @Nullable Known what, JsonNode content) {
        JsonNode kept = store.get(item);
        if (kept == null && what != null && what.creatable()) {
            return missing(item);
        }
        ObjectNode done = NODES.objectNode().put("action", path.name());
        if (kept != null) {
            done.set("item", kept);
        }
        done.set("received", content);
        return SandboxReply.of(kept == null ? 202 : 200, done);
    }

    private SandboxReply replace(ResourcePath path, @Nullable Known what, JsonNode content) {
        JsonNode value = content;
        if (content instanceof ObjectNode fields && !fields.has("id") && isItem(path, what)) {
            value = NODES.objectNode().put("id", path.name()).setAll(fields);
        }
        boolean existed = store.get(path) != null;
        if (!store.put(path, value)) {
            return full();
        }
        return existed ? SandboxReply.of(200, value) : SandboxReply.created(path, value);
    }

    private SandboxReply change(ResourcePath path, @Nullable Known what, JsonNode content) {
        JsonNode kept = store.get(path);
        if (kept == null && (what == null || (what.kind() == Kind.ITEM && what.creatable()))) {
            return missing(path);
        }
        JsonNode merged = MergePatch.apply(kept, content);
        return store.put(path, merged) ? SandboxReply.of(200, merged) : full();
    }

    private SandboxReply delete(ResourcePath path) {
        boolean collection = store.isCollection(path);
        return store.remove(path) || collection ? SandboxReply.noContent() : missing(path);
    }

    /** The item that a path is about: as documents tell, else the nearest one that is kept, else the path's own. */
    private ResourcePath itemOf(ResourcePath path, @Nullable Known what) {
        if (what != null && what.item() > 0) {
            return path.first(what.item());
        }
        for (int size = path.size(); size > 0; size--) {
            if (store.get(path.first(size)) != null) {
                return path.first(size);
            }
        }
        return path;
    }

    private static boolean isItem(ResourcePath path, @Nullable Known what) {
        return what == null ? path.looksLikeItem() : what.kind() == Kind.ITEM;
    }

    private static SandboxReply missing(ResourcePath path) {
        return SandboxReply.problem(
                404,
                "nothing is kept at " + path + "; POST to " + path.parent() + " creates something, PUT to " + path
                        + " sets it");
    }

    private static SandboxReply full() {
        return SandboxReply.problem(507, "its memory is full; delete something, or start it anew");
    }
}
