package dev.capstan.run.sandbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Resources by path, bounded in number and size. One thread at a time. */
final class ResourceStore {
    private record Kept(JsonNode value, int bytes) {}

    private final int maxResources;
    private final long maxBytes;
    private final Map<ResourcePath, Kept> resources = new LinkedHashMap<>();
    private final Set<ResourcePath> collections = new HashSet<>();
    private long bytes;

    ResourceStore(int maxResources, long maxBytes) {
        this.maxResources = maxResources;
        this.maxBytes = maxBytes;
    }

    @Nullable
    JsonNode get(ResourcePath path) {
        Kept kept = resources.get(path);
        return kept == null ? null : kept.value;
    }

    /**
     * Keeps a value.
     *
     * @return false when there is no room for it; nothing has changed then
     */
    boolean put(ResourcePath path, JsonNode value) {
        int size = value.toString().length() + path.toString().length();
        Kept before = resources.get(path);
        long after = bytes + size - (before == null ? 0 : before.bytes);
        if (after > maxBytes || (before == null && resources.size() >= maxResources)) {
            return false;
        }
        bytes = after;
        resources.put(path, new Kept(value, size));
        return true;
    }

    /** Keeps a new item of a collection, which stays one when it is empty again. */
    boolean add(ResourcePath collection, ResourcePath item, JsonNode value) {
        boolean added = put(item, value);
        if (added && collections.size() < maxResources) {
            collections.add(collection);
        }
        return added;
    }

    boolean isCollection(ResourcePath path) {
        return collections.contains(path) || !items(path).isEmpty();
    }

    /** What is directly below that path, oldest first. */
    Collection<JsonNode> items(ResourcePath collection) {
        return resources.entrySet().stream()
                .filter(entry -> entry.getKey().size() == collection.size() + 1
                        && entry.getKey().isBelow(collection))
                .map(entry -> entry.getValue().value)
                .toList();
    }

    /**
     * Removes what is at and below that path.
     *
     * @return whether there was anything
     */
    boolean remove(ResourcePath path) {
        List<ResourcePath> gone = resources.keySet().stream()
                .filter(kept -> kept.equals(path) || kept.isBelow(path))
                .toList();
        for (ResourcePath kept : gone) {
            Kept removed = resources.remove(kept);
            bytes -= removed == null ? 0 : removed.bytes;
        }
        return !gone.isEmpty();
    }
}
