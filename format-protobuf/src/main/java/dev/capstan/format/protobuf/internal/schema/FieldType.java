package dev.capstan.format.protobuf.internal.schema;

import org.jspecify.annotations.Nullable;

/**
 * A field of a message.
 *
 * @param name as in the file
 * @param number what stands for it on the wire
 * @param repeated whether it holds any number of values; never true for a map
 * @param type of its value or values; of a map's values
 * @param keyType of a map's keys; null when it is no map
 * @param choice the name of the {@code oneof} that it is in; null when it is in none
 */
public record FieldType(
        String name,
        int number,
        boolean repeated,
        ProtoType type,
        @Nullable ScalarType keyType,
        @Nullable String choice) {}
