package dev.capstan.format.protobuf.internal.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types that Protocol Buffers itself has. */
public enum ScalarType implements ProtoType {
    DOUBLE,
    FLOAT,
    INT32,
    INT64,
    UINT32,
    UINT64,
    SINT32,
    SINT64,
    FIXED32,
    FIXED64,
    SFIXED32,
    SFIXED64,
    BOOL,
    STRING,
    BYTES;

    private final String written = name().toLowerCase(Locale.ROOT);

    /** The type of that name; null when it is none of these. */
    static @Nullable ScalarType of(String name) {
        for (ScalarType type : values()) {
            if (type.written.equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** Whether a map may have keys of it. */
    boolean isKey() {
        return this != DOUBLE && this != FLOAT && this != BYTES;
    }
}
