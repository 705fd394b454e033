package dev.capstan.validator.schema;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a schema that speak of one place in a document, for completion and help. Several do where branches apply
 * together. Immutable and safe for any thread.
 */
public final class SchemaView {
    /** How the value of a key is written. */
    public enum Shape {
        /** A text, number, boolean or null. */
        SCALAR,
        /** Keys with values. */
        MAPPING,
        /** A list. */
        SEQUENCE
    }

    /**
     * A key that a mapping can have.
     *
     * @param description what it is for; null where the schema does not say
     * @param required whether the mapping must have it
     */
    public record Key(String name, @Nullable String description, boolean required, Shape shape) {}

    private final List<SchemaNode> schemas;

    private SchemaView(List<SchemaNode> schemas) {
        this.schemas = schemas;
    }

    /** The root of documents. */
    public static SchemaView of(DocumentSchema schema) {
        return new SchemaView(List.of(schema.root()));
    }

    /** What a schema says of a node, by what it lies in. */
    public static SchemaView of(DocumentSchema schema, YamlNode node) {
        YamlNode parent = node.parent();
        if (parent == null) {
            return of(schema);
        }
        SchemaView outer = of(schema, parent);
        return parent instanceof YamlMapping
                ? outer.member(parent, YamlPointer.lastToken(node.pointer()))
                : outer.items(parent);
    }

    /** Whether a value is of a type that can stand at this place, whatever it holds. */
    public boolean takes(YamlNode value) {
        return schemas.stream().allMatch(schema -> (JsonTypes.of(value) & schema.allowedTypes()) != 0);
    }

    /**
     * What speaks of a member.
     *
     * @param holder the mapping at this place; its keys choose the branches
     */
    public SchemaView member(YamlNode holder, String key) {
        List<SchemaNode> found = new ArrayList<>();
        for (SchemaNode schema : applying(holder)) {
            SchemaNode property = schema.properties.get(key);
            if (property != null && !property.never) {
                found.add(property);
            } else if (property == null && schema.additional != null) {
                found.add(schema.additional);
            }
        }
        return new SchemaView(List.copyOf(found));
    }

    /** What speaks of the items of the sequence at this place. */
    public SchemaView items(YamlNode sequence) {
        List<SchemaNode> found = new ArrayList<>();
        for (SchemaNode schema : applying(sequence)) {
            if (schema.items != null) {
                found.add(schema.items);
            }
        }
        return new SchemaView(List.copyOf(found));
    }

    /** The keys that the mapping at this place can have, those that it has included, in the schema's order. */
    public List<Key> keys(YamlNode holder) {
        Map<String, Key> keys = new LinkedHashMap<>();
        Set<String> forbidden = new LinkedHashSet<>();
        Set<String> required = new LinkedHashSet<>();
        List<SchemaNode> applying = applying(holder);
        applying.forEach(schema -> required.addAll(schema.required));
        for (SchemaNode schema : applying) {
            schema.properties.forEach((name, property) -> {
                if (property.never) {
                    forbidden.add(name);
                } else {
                    Key key = new Key(name, property.description(), required.contains(name), shape(property));
                    keys.merge(name, key, SchemaView::clearer);
                }
            });
        }
        keys.keySet().removeAll(forbidden);
        return List.copyOf(keys.values());
    }

    /** The texts that a member can be where they can be counted; empty where they cannot. */
    public List<String> values(YamlNode holder, String key) {
        Set<String> values = new LinkedHashSet<>();
        Set<SchemaNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SchemaNode schema : applying(holder)) {
            SchemaNode property = schema.properties.get(key);
            if (property != null) {
                addValues(property, values, seen);
            }
            if (schema.condition != null && schema.condition.properties.get(key) != null) {
                addChoices(schema, key, values);
            }
        }
        return List.copyOf(values);
    }

    /** The texts that the value at this place can be; empty where they cannot be counted. */
    public List<String> values() {
        Set<String> values = new LinkedHashSet<>();
        Set<SchemaNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        schemas.forEach(schema -> addValues(schema, values, seen));
        return List.copyOf(values);
    }

    /** What this place is for; null where the schema does not say. */
    public @Nullable String description() {
        for (SchemaNode schema : schemas) {
            if (schema.description() != null) {
                return schema.description();
            }
        }
        return null;
    }

    private static Key clearer(Key one, Key other) {
        return one.description() == null || (one.shape() == Shape.SCALAR && other.shape() != Shape.SCALAR)
                ? other
                : one;
    }

    private static Shape shape(SchemaNode property) {
        return switch (property.allowedTypes()) {
            case JsonTypes.OBJECT -> Shape.MAPPING;
            case JsonTypes.ARRAY -> Shape.SEQUENCE;
            default -> Shape.SCALAR;
        };
    }

    private static void addValues(@Nullable SchemaNode schema, Set<String> values, Set<SchemaNode> seen) {
        if (schema == null || !seen.add(schema)) {
            return;
        }
        values.addAll(schema.values);
        if (schema.types == JsonTypes.BOOLEAN) {
            values.addAll(List.of("true", "false"));
        }
        addValues(schema.reference, values, seen);
        addValues(schema.then, values, seen);
        addValues(schema.otherwise, values, seen);
        for (List<SchemaNode> branches : List.of(schema.allOf, schema.anyOf, schema.oneOf)) {
            branches.forEach(branch -> addValues(branch, values, seen));
        }
    }

    /** Where the value of a key chooses the branch, the branches' names are its values. */
    private static void addChoices(SchemaNode choice, String key, Set<String> values) {
        for (SchemaNode at = choice; at != null; at = at.otherwise) {
            SchemaNode asked = at.condition == null ? null : at.condition.properties.get(key);
            if (asked != null && asked.constant) {
                values.addAll(asked.values);
            }
        }
    }

    /** The schemas that speak of the node at this place, the more general first; what it holds chooses their branches. */
    public List<SchemaNode> applying(YamlNode node) {
        Set<SchemaNode> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<SchemaNode> ordered = new ArrayList<>();
        schemas.forEach(schema -> collect(schema, node, found, ordered));
        return ordered;
    }

    private static void collect(
            @Nullable SchemaNode schema, YamlNode node, Set<SchemaNode> found, List<SchemaNode> ordered) {
        if (schema == null || !found.add(schema)) {
            return;
        }
        ordered.add(schema);
        collect(schema.reference, node, found, ordered);
        for (List<SchemaNode> branches : List.of(schema.allOf, schema.anyOf, schema.oneOf)) {
            branches.forEach(branch -> collect(branch, node, found, ordered));
        }
        if (schema.condition != null) {
            boolean holds = SchemaEvaluation.accepts(schema.condition, node);
            collect(holds ? schema.then : schema.otherwise, node, found, ordered);
        }
    }
}
