package dev.capstan.format.avro.internal.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A type of an Avro schema. Types may hold themselves, so they are compared by identity. */
public sealed interface AvroType {
    /** A type without parts. */
    enum Primitive implements AvroType {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING
    }

    /** A type that has a name. */
    sealed interface Named extends AvroType {
        /** The name without its namespace. */
        String simpleName();

        /** Other names that it goes by, without their namespaces. */
        List<String> aliases();
    }

    /** Fields in order. */
    final class Record implements Named {
        private final String simpleName;
        private final List<String> aliases;
        private List<Field> fields = List.of();

        Record(String simpleName, List<String> aliases) {
            this.simpleName = simpleName;
            this.aliases = aliases;
        }

        /** Called once, when the fields are read; they may name the record. */
        void complete(List<Field> read) {
            fields = List.copyOf(read);
        }

        @Override
        public String simpleName() {
            return simpleName;
        }

        @Override
        public List<String> aliases() {
            return aliases;
        }

        /** The fields, in the order of their values. */
        public List<Field> fields() {
            return fields;
        }
    }

    /**
     * A field of a record.
     *
     * @param aliases other names that it goes by
     * @param absent its value, as JSON, where the writer does not know the field; null when it must know it
     */
    record Field(
            String name,
            List<String> aliases,
            AvroType type,
            @Nullable JsonNode absent) {}

    /** One of several symbols. */
    final class Enumeration implements Named {
        private final String simpleName;
        private final List<String> aliases;
        private final List<String> symbols;
        private final @Nullable String fallback;

        Enumeration(String simpleName, List<String> aliases, List<String> symbols, @Nullable String fallback) {
            this.simpleName = simpleName;
            this.aliases = aliases;
            this.symbols = List.copyOf(symbols);
            this.fallback = fallback;
        }

        @Override
        public String simpleName() {
            return simpleName;
        }

        @Override
        public List<String> aliases() {
            return aliases;
        }

        /** The symbols, in the order of their numbers. */
        public List<String> symbols() {
            return symbols;
        }

        /** What a symbol of the writer that is not among these is read as; null when it is refused. */
        public @Nullable String fallback() {
            return fallback;
        }
    }

    /** A fixed number of bytes. */
    final class Fixed implements Named {
        private final String simpleName;
        private final List<String> aliases;
        private final int size;

        Fixed(String simpleName, List<String> aliases, int size) {
            this.simpleName = simpleName;
            this.aliases = aliases;
            this.size = size;
        }

        @Override
        public String simpleName() {
            return simpleName;
        }

        @Override
        public List<String> aliases() {
            return aliases;
        }

        /** How many bytes. */
        public int size() {
            return size;
        }
    }

    /** Items of one type. */
    final class Array implements AvroType {
        private final AvroType items;

        Array(AvroType items) {
            this.items = items;
        }

        /** The type of the items. */
        public AvroType items() {
            return items;
        }
    }

    /** Values of one type, by names. */
    final class Mapping implements AvroType {
        private final AvroType values;

        Mapping(AvroType values) {
            this.values = values;
        }

        /** The type of the values. */
        public AvroType values() {
            return values;
        }
    }

    /** One of several types. */
    final class Union implements AvroType {
        private final List<AvroType> branches;

        Union(List<AvroType> branches) {
            this.branches = List.copyOf(branches);
        }

        /** The types, in the order of their numbers. */
        public List<AvroType> branches() {
            return branches;
        }
    }
}
