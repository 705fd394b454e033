package dev.capstan.document.yaml;

import dev.capstan.document.diagnostic.SourceRange;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A mapping from names to nodes, in the order of the source. */
public final class YamlMapping extends YamlNode {
    /**
     * A member of a mapping.
     *
     * @param key the name, with its place
     * @param value what it names
     */
    public record Entry(YamlScalar key, YamlNode value) {
        /** The name. */
        public String name() {
            return key.text();
        }
    }

    private final Map<String, Entry> entries;

    /** A mapping at that place, with its entries in the order of the file. */
    public YamlMapping(String file, SourceRange range, LinkedHashMap<String, Entry> entries) {
        super(file, range);
        this.entries = Collections.unmodifiableMap(entries);
        for (Entry entry : entries.values()) {
            entry.key.adopt(this, entry.name());
            entry.value.adopt(this, entry.name());
        }
    }

    /** The members, in order. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** The members' names, in order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** Whether a member has that name, even with a null value. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The member of that name. */
    public @Nullable Entry entry(String name) {
        return entries.get(name);
    }

    /** The value of the member of that name; null when there is none. */
    public @Nullable YamlNode get(String name) {
        Entry entry = entries.get(name);
        return entry == null ? null : entry.value;
    }

    /** The value of that name when it is a mapping, else null. */
    public @Nullable YamlMapping mapping(String name) {
        return get(name) instanceof YamlMapping mapping ? mapping : null;
    }

    /** The value of that name when it is a sequence, else null. */
    public @Nullable YamlSequence sequence(String name) {
        return get(name) instanceof YamlSequence sequence ? sequence : null;
    }

    /** The text of the scalar of that name, numbers and booleans as written; null when it is absent, null or no scalar. */
    public @Nullable String text(String name) {
        return get(name) instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.NULL ? scalar.text() : null;
    }

    /** The node to point at when speaking of that member: its value, or this mapping when it is absent. */
    public YamlNode at(String name) {
        YamlNode value = get(name);
        return value == null ? this : value;
    }

    @Override
    public JsonNode toJson() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Entry entry : entries.values()) {
            object.set(entry.name(), entry.value.toJson());
        }
        return object;
    }
}
