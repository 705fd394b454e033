package dev.capstan.engine.internal.run.shape;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object that paths may also call by the name of the root that it was decoded from: its field of that name is the object
 * itself, unless it has one. The name is no field: it is neither listed nor written.
 */
public final class NamedRoot extends ObjectNode {
    private static final long serialVersionUID = 1L;

    private final String rootName;

    private NamedRoot(String rootName) {
        super(JsonNodeFactory.instance);
        this.rootName = rootName;
    }

    /** A decoded value whose root has that name; the value itself when the name is null or the value is no object. */
    public static JsonNode of(JsonNode value, @Nullable String rootName) {
        return rootName != null && value instanceof ObjectNode object && object.get(rootName) == null
                ? new NamedRoot(rootName).setAll(object)
                : value;
    }

    /** A copy that shares the members, and has the same root name if any. */
    static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = object instanceof NamedRoot named ? new NamedRoot(named.rootName) : object.objectNode();
        return copy.setAll(object);
    }

    @Override
    public JsonNode get(String name) {
        JsonNode member = super.get(name);
        return member == null && name.equals(rootName) ? this : member;
    }
}
