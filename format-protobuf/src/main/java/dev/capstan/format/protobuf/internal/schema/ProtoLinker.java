package dev.capstan.format.protobuf.internal.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves the names of types. For one schema. */
final class ProtoLinker {
    private final Map<String, Declarations.Message> declared = new HashMap<>();
    private final Map<String, EnumType> enumerations = new HashMap<>();
    private final Map<String, MessageType> linked = new HashMap<>();
    private final Deque<Declarations.Message> unlinked = new ArrayDeque<>();
    private final List<String> missing;

    /**
     * Over what those files declare.
     *
     * @param missing the imports that were not found
     */
    ProtoLinker(List<Declarations> files, List<String> missing) {
        this.missing = missing;
        for (Declarations file : files) {
            for (Declarations.Message message : file.messages()) {
                declared.putIfAbsent(message.fullName(), message);
            }
            for (Declarations.Enumeration enumeration : file.enumerations()) {
                enumerations.putIfAbsent(enumeration.fullName(), enumeration.type());
            }
        }
    }

    /** A message, and all that its fields need. */
    MessageType link(String fullName) throws InvalidProto {
        MessageType root = message(declared.get(fullName));
        while (!unlinked.isEmpty()) {
            Declarations.Message message = unlinked.remove();
            MessageType type = message(message);
            for (Declarations.Field field : message.fields()) {
                type.add(link(message.fullName(), field));
            }
        }
        return root;
    }

    private FieldType link(String scope, Declarations.Field field) throws InvalidProto {
        ScalarType key = null;
        if (field.keyName() != null) {
            key = ScalarType.of(field.keyName());
            if (key == null || !key.isKey()) {
                throw new InvalidProto(field.place() + ": a map cannot have keys of type \"" + field.keyName() + "\"");
            }
        }
        return new FieldType(field.name(), field.number(), field.repeated(), type(scope, field), key, field.choice());
    }

    private ProtoType type(String scope, Declarations.Field field) throws InvalidProto {
        String name = field.typeName();
        ProtoType scalar = ScalarType.of(name);
        if (scalar != null) {
            return scalar;
        }
        ProtoType found = name.startsWith(".") ? named(name.substring(1)) : null;
        // From the innermost scope outwards.
        String around = scope;
        while (found == null && !name.startsWith(".")) {
            found = named(around.isEmpty() ? name : around + "." + name);
            if (around.isEmpty()) {
                break;
            }
            around = around.substring(0, Math.max(0, around.lastIndexOf('.')));
        }
        if (found == null) {
            throw new InvalidProto(field.place() + ": the type \"" + name + "\" is not known"
                    + (missing.isEmpty() ? "" : "; these imports were not found: " + String.join(", ", missing)));
        }
        return found;
    }

    private @Nullable ProtoType named(String fullName) {
        Declarations.Message message = declared.get(fullName);
        return message != null ? message(message) : enumerations.get(fullName);
    }

    private MessageType message(Declarations.Message message) {
        MessageType known = linked.get(message.fullName());
        if (known == null) {
            known = new MessageType(message.fullName());
            linked.put(message.fullName(), known);
            unlinked.add(message);
        }
        return known;
    }
}
