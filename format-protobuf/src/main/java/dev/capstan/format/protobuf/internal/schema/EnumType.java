package dev.capstan.format.protobuf.internal.schema;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum: names by numbers. Not changed once its file is linked. */
public final class EnumType implements ProtoType {
    private final Map<Integer, String> names = new HashMap<>();

    EnumType() {}

    /** Of several names for a number, the first counts. */
    void add(int number, String name) {
        names.putIfAbsent(number, name);
    }

    /** The name of a number; null when it has none. */
    public @Nullable String name(int number) {
        return names.get(number);
    }
}
