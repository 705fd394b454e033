package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed reading of a mapping's members: absent and ill-typed ones are null or empty. */
final class Fields {
    private Fields() {}

    static @Nullable Boolean booleanOf(YamlMapping node, String name) {
        return node.get(name) instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.BOOLEAN
                ? scalar.toJson().booleanValue()
                : null;
    }

    static boolean booleanOr(YamlMapping node, String name, boolean fallback) {
        Boolean value = booleanOf(node, name);
        return value == null ? fallback : value;
    }

    static @Nullable Integer integer(YamlMapping node, String name) {
        if (!(node.get(name) instanceof YamlScalar scalar)) {
            return null;
        }
        // A quoted port is read as its author meant it; whether it may be quoted is the schema's to say.
        String text = scalar.text();
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return Integer.valueOf(text);
    }

    /** A value that is present and not null. */
    static @Nullable YamlNode value(YamlMapping node, String name) {
        YamlNode value = node.get(name);
        return value instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NULL ? null : value;
    }

    static List<String> strings(YamlMapping node, String name) {
        YamlSequence sequence = node.sequence(name);
        if (sequence == null) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.NULL) {
                strings.add(scalar.text());
            }
        }
        return List.copyOf(strings);
    }

    static <T> List<T> mappings(YamlMapping node, String name, Function<YamlMapping, @Nullable T> reader) {
        YamlSequence sequence = node.sequence(name);
        if (sequence == null) {
            return List.of();
        }
        List<T> read = new ArrayList<>(sequence.items().size());
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlMapping mapping) {
                T value = reader.apply(mapping);
                if (value != null) {
                    read.add(value);
                }
            }
        }
        return List.copyOf(read);
    }

    /** The members of a mapping by name, in order. */
    static Map<String, YamlNode> members(YamlMapping node, String name) {
        YamlMapping mapping = node.mapping(name);
        if (mapping == null) {
            return Map.of();
        }
        Map<String, YamlNode> members = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            members.put(entry.name(), entry.value());
        }
        return Collections.unmodifiableMap(members);
    }

    /** The members of a mapping that are text, number or boolean, as text, in order. */
    static Map<String, String> texts(YamlMapping node, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        members(node, name).forEach((member, value) -> {
            if (value instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.NULL) {
                texts.put(member, scalar.text());
            }
        });
        return Collections.unmodifiableMap(texts);
    }
}
