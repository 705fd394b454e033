package dev.capstan.endtoend.language;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.validator.DocumentValidator;
import dev.capstan.validator.schema.DocumentSchema;
import dev.capstan.validator.schema.SchemaNode;
import dev.capstan.validator.schema.SchemaView;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The objects and fields of a JSON Schema of the format, under the titles that the schema gives them. */
final class FormatSchema {
    /** The format. */
    static final FormatSchema STRICT = new FormatSchema(true);

    /** The format with what is accepted beside it. */
    static final FormatSchema CATALOGUE = new FormatSchema(false);

    /** What the pages call the object that is a whole document. */
    private static final String ROOT = "Document";

    /**
     * A field of an object.
     *
     * @param object the title of the object
     * @param name its name; with dots where it is a field of an object that has no title, of itself or of its elements
     */
    record Field(String object, String name) {
        @Override
        public String toString() {
            return object + ": " + name;
        }
    }

    private final JsonNode root;
    private final DocumentSchema compiled;
    private final Map<Field, JsonNode> fields = new LinkedHashMap<>();
    private final Set<Field> required = new LinkedHashSet<>();
    private final Set<String> titled = new LinkedHashSet<>();

    private FormatSchema(boolean strict) {
        compiled = (strict ? DocumentValidator.strict() : DocumentValidator.catalogue()).documentSchema();
        root = JsonMapper.shared().readTree(DocumentValidator.schemaText(strict));
        addFields(ROOT, "", root);
        for (JsonNode object : root.path("$defs")) {
            // What only chooses among other objects has no fields that they have not.
            if (object.has("title") && !object.path("then").has("$ref")) {
                addFields(object.path("title").asString(), "", object);
            }
        }
        for (JsonNode choice : root.path("$defs")) {
            addRequiredOfChosen(choice, choice.path("required"));
        }
    }

    /** What is required where a kind is chosen is required of each kind. */
    private void addRequiredOfChosen(JsonNode choice, JsonNode names) {
        for (String branch : new String[] {"then", "else"}) {
            JsonNode chosen = choice.path(branch);
            JsonNode kind = chosen.has("$ref") ? target(chosen) : chosen;
            names.forEach(name -> required.add(new Field(kind.path("title").asString(), name.asString())));
            if (!chosen.isMissingNode()) {
                addRequiredOfChosen(chosen, names);
            }
        }
    }

    private JsonNode target(JsonNode reference) {
        return root.at(reference.path("$ref").asString().substring(1));
    }

    private void addFields(String title, String prefix, JsonNode object) {
        titled.add(title);
        object.path("properties").forEachEntry((name, schema) -> {
            Field field = new Field(title, prefix + name);
            fields.put(field, schema);
            addFields(title, prefix + name + ".", schema);
            addFields(title, prefix + name + ".", schema.path("items"));
            for (JsonNode branch : schema.path("anyOf")) {
                addFields(title, prefix + name + ".", branch);
            }
        });
        object.path("required").forEach(name -> required.add(new Field(title, prefix + name.asString())));
    }

    /** All fields, with what the schema says of each. */
    Map<Field, JsonNode> fields() {
        return fields;
    }

    /** Whether the field has to be there in each such object. */
    boolean isRequired(Field field) {
        return required.contains(field);
    }

    /** What is said of a field, in its own words or by reference. */
    JsonNode keyword(Field field, String keyword) {
        JsonNode schema = Objects.requireNonNull(fields.get(field));
        while (!schema.has(keyword) && schema.has("$ref")) {
            schema = target(schema);
        }
        return schema.path(keyword);
    }

    /** The fields that a document uses. */
    Set<Field> used(YamlNode document) {
        Set<Field> used = new LinkedHashSet<>();
        walk(document, ROOT, "", used);
        return used;
    }

    private void walk(YamlNode node, String outer, String prefix, Set<Field> used) {
        if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> walk(item, outer, prefix, used));
        }
        if (!(node instanceof YamlMapping mapping)) {
            return;
        }
        Set<String> titles = new LinkedHashSet<>();
        for (SchemaNode schema : SchemaView.of(compiled, node).applying(node)) {
            String title = node.parent() == null ? ROOT : schema.title();
            if (title != null && titled.contains(title)) {
                titles.add(title);
            }
        }
        mapping.entries().forEach(entry -> {
            String name = entry.name();
            titles.forEach(title -> used.add(new Field(title, name)));
            used.add(new Field(outer, prefix + name));
            boolean nested = titles.isEmpty();
            String title = nested ? outer : last(titles);
            walk(entry.value(), title, nested ? prefix + name + "." : name + ".", used);
        });
        used.retainAll(fields.keySet());
    }

    private static String last(Set<String> titles) {
        String last = "";
        for (String title : titles) {
            last = title;
        }
        return last;
    }
}
