package dev.capstan.format.avro.internal.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a schema from its JSON. For one schema. */
public final class AvroSchemaReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, AvroType.Named> named = new HashMap<>();

    private AvroSchemaReader() {}

    /** The schema that these bytes are the JSON of. */
    public static AvroType read(byte[] bytes, int start, int length) throws InvalidAvroSchema {
        JsonNode json;
        try {
            json = JSON.readTree(bytes, start, length);
        } catch (JacksonException e) {
            throw new InvalidAvroSchema("it is not JSON");
        }
        return new AvroSchemaReader().type(json, "");
    }

    /** A type where types without a namespace are of the given one. */
    private AvroType type(JsonNode json, String namespace) throws InvalidAvroSchema {
        if (json.isString()) {
            return reference(json.stringValue(), namespace);
        }
        if (json.isArray()) {
            return union(json, namespace);
        }
        if (!json.isObject()) {
            throw new InvalidAvroSchema("a type is a name, an object or an array");
        }
        JsonNode type = json.path("type");
        if (!type.isString()) {
            // An object around another type only carries attributes.
            return type(type, namespace);
        }
        return switch (type.stringValue()) {
            case "record", "error" -> record(json, namespace);
            case "enum" -> enumeration(json, namespace);
            case "fixed" -> fixed(json, namespace);
            case "array" -> new AvroType.ArrayType(type(json.path("items"), namespace));
            case "map" -> new AvroType.MapType(type(json.path("values"), namespace));
            default -> reference(type.stringValue(), namespace);
        };
    }

    private AvroType reference(String name, String namespace) throws InvalidAvroSchema {
        AvroType primitive = primitive(name);
        if (primitive != null) {
            return primitive;
        }
        AvroType.Named known = named.get(name.indexOf('.') < 0 ? qualified(namespace, name) : name);
        if (known == null && name.indexOf('.') < 0) {
            known = named.get(name);
        }
        if (known == null) {
            throw new InvalidAvroSchema("the type \"" + shown(name) + "\" is not known");
        }
        return known;
    }

    private static AvroType.@Nullable Primitive primitive(String name) {
        for (AvroType.Primitive primitive : AvroType.Primitive.values()) {
            if (primitive.name().toLowerCase(Locale.ROOT).equals(name)) {
                return primitive;
            }
        }
        return null;
    }

    private AvroType.UnionType union(JsonNode json, String namespace) throws InvalidAvroSchema {
        List<AvroType> branches = new ArrayList<>();
        Set<Object> kinds = new HashSet<>();
        for (JsonNode item : json.values()) {
            AvroType branch = type(item, namespace);
            if (branch instanceof AvroType.UnionType) {
                throw new InvalidAvroSchema("a union stands directly in a union");
            }
            boolean named = branch instanceof AvroType.Named || branch instanceof AvroType.Primitive;
            if (!kinds.add(named ? branch : branch.getClass())) {
                throw new InvalidAvroSchema("a union has the same type twice");
            }
            branches.add(branch);
        }
        return new AvroType.UnionType(branches);
    }

    private AvroType.RecordType record(JsonNode json, String namespace) throws InvalidAvroSchema {
        String name = fullName(json, namespace);
        AvroType.RecordType record = new AvroType.RecordType(simple(name), aliases(json));
        define(name, record);
        JsonNode fields = json.path("fields");
        if (!fields.isArray()) {
            throw new InvalidAvroSchema("the record \"" + shown(name) + "\" has no array of fields");
        }
        List<AvroType.Field> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode field : fields.values()) {
            String fieldName = name(field.path("name"));
            if (!names.add(fieldName)) {
                throw new InvalidAvroSchema(
                        "the record \"" + shown(name) + "\" has the field \"" + shown(fieldName) + "\" twice");
            }
            AvroType type = type(field.path("type"), namespace(name));
            JsonNode absent = field.has("default") ? AvroDefault.value(type, field.path("default")) : null;
            read.add(new AvroType.Field(fieldName, aliases(field), type, absent));
        }
        record.complete(read);
        return record;
    }

    private AvroType.EnumType enumeration(JsonNode json, String namespace) throws InvalidAvroSchema {
        String name = fullName(json, namespace);
        Set<String> symbols = new HashSet<>();
        List<String> inOrder = new ArrayList<>();
        for (JsonNode symbol : json.path("symbols").values()) {
            String text = name(symbol);
            if (!symbols.add(text)) {
                throw new InvalidAvroSchema(
                        "the enum \"" + shown(name) + "\" has the symbol \"" + shown(text) + "\" twice");
            }
            inOrder.add(text);
        }
        String fallback = json.has("default") ? name(json.path("default")) : null;
        if (fallback != null && !symbols.contains(fallback)) {
            throw new InvalidAvroSchema("the default of the enum \"" + shown(name) + "\" is none of its symbols");
        }
        AvroType.EnumType made = new AvroType.EnumType(simple(name), aliases(json), inOrder, fallback);
        define(name, made);
        return made;
    }

    private AvroType.FixedType fixed(JsonNode json, String namespace) throws InvalidAvroSchema {
        String name = fullName(json, namespace);
        JsonNode size = json.path("size");
        if (!size.canConvertToInt() || !size.isIntegralNumber() || size.intValue() < 0) {
            throw new InvalidAvroSchema("the size of the fixed \"" + shown(name) + "\" is no number of bytes");
        }
        AvroType.FixedType made = new AvroType.FixedType(simple(name), aliases(json), size.intValue());
        define(name, made);
        return made;
    }

    private void define(String fullName, AvroType.Named type) throws InvalidAvroSchema {
        if (primitive(fullName) != null || named.putIfAbsent(fullName, type) != null) {
            throw new InvalidAvroSchema("the name \"" + shown(fullName) + "\" is defined twice");
        }
    }

    private static String fullName(JsonNode json, String enclosing) throws InvalidAvroSchema {
        JsonNode written = json.path("name");
        if (!written.isString()) {
            throw new InvalidAvroSchema("a record, enum or fixed has no name");
        }
        String name = written.stringValue();
        if (name.indexOf('.') < 0) {
            JsonNode namespace = json.path("namespace");
            name = qualified(namespace.isString() ? namespace.stringValue() : enclosing, name);
        }
        for (String part : name.split("\\.", -1)) {
            requireName(part);
        }
        return name;
    }

    private static List<String> aliases(JsonNode json) {
        List<String> aliases = new ArrayList<>();
        for (JsonNode alias : json.path("aliases").values()) {
            if (alias.isString()) {
                aliases.add(simple(alias.stringValue()));
            }
        }
        return List.copyOf(aliases);
    }

    private static String name(JsonNode json) throws InvalidAvroSchema {
        if (!json.isString()) {
            throw new InvalidAvroSchema("a field or a symbol has no name");
        }
        requireName(json.stringValue());
        return json.stringValue();
    }

    private static void requireName(String name) throws InvalidAvroSchema {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidAvroSchema("\"" + shown(name) + "\" is not a name");
        }
    }

    private static String qualified(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }

    private static String simple(String fullName) {
        return fullName.substring(fullName.lastIndexOf('.') + 1);
    }

    private static String namespace(String fullName) {
        int dot = fullName.lastIndexOf('.');
        return dot < 0 ? "" : fullName.substring(0, dot);
    }

    private static String shown(String name) {
        return name.length() <= 80 ? name : name.substring(0, 77) + "...";
    }
}
