package dev.capstan.document.syntax;

import com.jayway.jsonpath.InvalidJsonException;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JsonProvider;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets Jayway read Jackson 3's trees. Jayway has a provider of that kind since its version 3 only, and hosts such as Spring Boot
 * manage an older one. Stateless, safe for any thread.
 */
class JsonNodeProvider implements JsonProvider {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Literals in a path's functions. */
    @Override
    public Object parse(String json) throws InvalidJsonException {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new InvalidJsonException(e, json);
        }
    }

    @Override
    public Object parse(InputStream stream, String charset) throws InvalidJsonException {
        try {
            return JsonMapper.shared().readTree(new InputStreamReader(stream, charset));
        } catch (JacksonException | UnsupportedEncodingException e) {
            throw new InvalidJsonException(e);
        }
    }

    @Override
    public String toJson(Object node) {
        return node.toString();
    }

    @Override
    public Object createArray() {
        return NODES.arrayNode();
    }

    @Override
    public Object createMap() {
        return NODES.objectNode();
    }

    @Override
    public boolean isArray(Object node) {
        return node instanceof ArrayNode;
    }

    @Override
    public boolean isMap(Object node) {
        return node instanceof ObjectNode;
    }

    @Override
    public int length(Object node) {
        if (node instanceof ArrayNode || node instanceof ObjectNode) {
            return ((JsonNode) node).size();
        }
        if (node instanceof JsonNode text && text.isString()) {
            return text.stringValue().length();
        }
        throw new JsonPathException("only arrays, objects and texts have a length");
    }

    @Override
    public Iterable<?> toIterable(Object array) {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode item : (ArrayNode) array) {
            values.add(unwrap(item));
        }
        return values;
    }

    @Override
    public Collection<String> getPropertyKeys(Object object) {
        return ((ObjectNode) object).propertyNames();
    }

    @Override
    public @Nullable Object getArrayIndex(Object array, int index) {
        return ((ArrayNode) array).get(index);
    }

    @Override
    public @Nullable Object getArrayIndex(Object array, int index, boolean unwrap) {
        Object item = getArrayIndex(array, index);
        return unwrap ? unwrap(item) : item;
    }

    @Override
    public void setArrayIndex(Object array, int index, @Nullable Object value) {
        ArrayNode items = (ArrayNode) array;
        if (index == items.size()) {
            items.add(node(value));
        } else {
            items.set(index, node(value));
        }
    }

    @Override
    public Object getMapValue(Object object, String name) {
        JsonNode member = ((ObjectNode) object).get(name);
        return member == null ? UNDEFINED : member;
    }

    @Override
    public void setProperty(Object node, Object key, @Nullable Object value) {
        if (node instanceof ObjectNode object) {
            object.set(key.toString(), node(value));
        } else {
            setArrayIndex(node, key instanceof Integer index ? index : Integer.parseInt(key.toString()), value);
        }
    }

    @Override
    public void removeProperty(Object node, Object key) {
        if (node instanceof ObjectNode object) {
            JsonNode unused = object.remove(key.toString());
        } else {
            JsonNode unused =
                    ((ArrayNode) node).remove(key instanceof Integer index ? index : Integer.parseInt(key.toString()));
        }
    }

    /** A scalar as the Java value that filters and functions compare and count with; anything else as it is. */
    @Override
    public @Nullable Object unwrap(@Nullable Object value) {
        if (!(value instanceof JsonNode node) || !node.isValueNode()) {
            return value;
        }
        if (node.isString()) {
            return node.stringValue();
        } else if (node.isBoolean()) {
            return node.booleanValue();
        } else if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isNull() ? null : value;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        return JsonMapper.shared().valueToTree(value);
    }
}
