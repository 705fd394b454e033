package dev.capstan.format.protobuf.internal.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message: its fields. Not changed once its file is linked. */
public final class MessageType implements ProtoType {
    private final String name;
    private final List<FieldType> fields = new ArrayList<>();
    private final Map<Integer, FieldType> byNumber = new HashMap<>();
    private final Map<String, List<FieldType>> byChoice = new HashMap<>();

    MessageType(String name) {
        this.name = name;
    }

    void add(FieldType field) {
        fields.add(field);
        byNumber.put(field.number(), field);
        if (field.choice() != null) {
            byChoice.computeIfAbsent(field.choice(), choice -> new ArrayList<>())
                    .add(field);
        }
    }

    /** The full name. */
    public String name() {
        return name;
    }

    /** The fields, in the order of the file. */
    public List<FieldType> fields() {
        return Collections.unmodifiableList(fields);
    }

    /** The field of that number; null when there is none. */
    public @Nullable FieldType field(int number) {
        return byNumber.get(number);
    }

    /** The fields of a {@code oneof}. */
    public List<FieldType> choices(String name) {
        return byChoice.getOrDefault(name, List.of());
    }
}
