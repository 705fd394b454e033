package dev.capstan.format.avro.internal.read;

import dev.capstan.format.avro.internal.schema.AvroType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reader of the values of one schema as values of another, by Avro's rules of schema resolution. What does not
 * become the other is refused when such a value is read. For one pair of schemas.
 */
public final class SchemaResolution {
    /** How deep types are followed; a file's schema comes from outside, and each level takes stack. */
    private static final int MAX_DEPTH = 500;

    private record Pair(AvroType writer, AvroType reader) {}

    /** Of records, which may hold themselves. */
    private final Map<Pair, RecordReader> records = new HashMap<>();

    private int depth;

    private SchemaResolution() {}

    /** The reader of what was written with the one schema as the other says; both may be the same. */
    public static ValueReader of(AvroType writer, AvroType reader) {
        SchemaResolution resolution = new SchemaResolution();
        ValueReader made = resolution.resolve(writer, reader);
        return made == null ? mismatch() : made;
    }

    private static ValueReader mismatch() {
        return (input, depth) -> {
            throw AvroInput.malformed("it was written with a schema that does not fit outputSchema");
        };
    }

    /** Null when the writer's type never becomes the reader's. */
    private @Nullable ValueReader resolve(AvroType writer, AvroType reader) {
        if (depth == MAX_DEPTH) {
            return (input, level) -> {
                throw AvroInput.malformed("its schema has types nested too deep");
            };
        }
        depth++;
        try {
            return resolved(writer, reader);
        } finally {
            depth--;
        }
    }

    private @Nullable ValueReader resolved(AvroType writer, AvroType reader) {
        if (writer instanceof AvroType.UnionType union) {
            return ofUnion(union, reader);
        }
        if (reader instanceof AvroType.UnionType union) {
            AvroType exact = union.branches().contains(writer) ? writer : null;
            return exact != null ? resolve(writer, exact) : ofFirst(writer, union);
        }
        if (writer instanceof AvroType.Primitive from && reader instanceof AvroType.Primitive to) {
            return ScalarReaders.of(from, to);
        }
        if (writer instanceof AvroType.ArrayType from && reader instanceof AvroType.ArrayType to) {
            return new CollectionReaders.Items(orMismatch(resolve(from.items(), to.items())));
        }
        if (writer instanceof AvroType.MapType from && reader instanceof AvroType.MapType to) {
            return new CollectionReaders.Entries(orMismatch(resolve(from.values(), to.values())));
        }
        if (writer instanceof AvroType.Named from && reader instanceof AvroType.Named to && sameName(from, to)) {
            return ofNamed(from, to);
        }
        return null;
    }

    private @Nullable ValueReader ofNamed(AvroType.Named writer, AvroType.Named reader) {
        if (writer instanceof AvroType.RecordType from && reader instanceof AvroType.RecordType to) {
            return ofRecord(from, to);
        }
        if (writer instanceof AvroType.EnumType from && reader instanceof AvroType.EnumType to) {
            return ScalarReaders.ofEnumeration(from, to);
        }
        if (writer instanceof AvroType.FixedType from && reader instanceof AvroType.FixedType to) {
            return from.size() == to.size() ? ScalarReaders.ofFixed(from.size()) : null;
        }
        return null;
    }

    private ValueReader ofUnion(AvroType.UnionType writer, AvroType reader) {
        List<ValueReader> branches = new ArrayList<>();
        for (AvroType branch : writer.branches()) {
            branches.add(orMismatch(resolve(branch, reader)));
        }
        ValueReader[] byIndex = branches.toArray(ValueReader[]::new);
        return (input, depth) -> {
            long index = input.takeLong();
            if (index < 0 || index >= byIndex.length) {
                throw AvroInput.malformed("a union has no such branch");
            }
            return byIndex[(int) index].read(input, depth);
        };
    }

    /** The same type comes before one that the writer's only becomes. */
    private @Nullable ValueReader ofFirst(AvroType writer, AvroType.UnionType reader) {
        for (AvroType branch : reader.branches()) {
            ValueReader made = resolve(writer, branch);
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    private ValueReader ofRecord(AvroType.RecordType writer, AvroType.RecordType reader) {
        Pair pair = new Pair(writer, reader);
        RecordReader known = records.get(pair);
        if (known != null) {
            return known;
        }
        RecordReader made = new RecordReader();
        records.put(pair, made);
        Map<String, AvroType.Field> unread = new HashMap<>();
        for (AvroType.Field field : reader.fields()) {
            unread.put(field.name(), field);
        }
        for (AvroType.Field field : writer.fields()) {
            AvroType.Field target = unread.remove(field.name());
            if (target == null) {
                target = byAlias(field.name(), unread);
            }
            if (target == null) {
                made.skip(orMismatch(resolve(field.type(), field.type())));
            } else {
                made.take(target.name(), orMismatch(resolve(field.type(), target.type())));
            }
        }
        for (AvroType.Field field : reader.fields()) {
            if (unread.containsKey(field.name())) {
                made.complete(field.name(), field.absent());
            }
        }
        return made;
    }

    private static AvroType.@Nullable Field byAlias(String written, Map<String, AvroType.Field> unread) {
        for (AvroType.Field field : unread.values()) {
            if (field.aliases().contains(written)) {
                return unread.remove(field.name());
            }
        }
        return null;
    }

    private static boolean sameName(AvroType.Named writer, AvroType.Named reader) {
        return writer.simpleName().equals(reader.simpleName())
                || reader.aliases().contains(writer.simpleName());
    }

    private static ValueReader orMismatch(@Nullable ValueReader made) {
        return made == null ? mismatch() : made;
    }
}
