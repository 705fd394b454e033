package dev.capstan.format.protobuf.internal.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one {@code .proto} file declares, before names are resolved. */
final class Declarations {
    /**
     * A field.
     *
     * @param typeName as written
     * @param keyName the type of a map's keys, as written; null when it is no map
     * @param choice the {@code oneof} that it is in; null when it is in none
     * @param place file and line, for messages
     */
    record Field(
            String name,
            int number,
            boolean repeated,
            String typeName,
            @Nullable String keyName,
            @Nullable String choice,
            String place) {}

    /** A message of that full name. */
    record Message(String fullName, List<Field> fields) {}

    /** An enum of that full name. */
    record Enumeration(String fullName, EnumType type) {}

    private final List<String> imports = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Enumeration> enumerations = new ArrayList<>();
    private String packageName = "";

    String packageName() {
        return packageName;
    }

    void packageName(String name) {
        packageName = name;
    }

    /** The files that this one imports, as written. */
    List<String> imports() {
        return imports;
    }

    /** All messages, in the order in which they begin. */
    List<Message> messages() {
        return messages;
    }

    List<Enumeration> enumerations() {
        return enumerations;
    }
}
