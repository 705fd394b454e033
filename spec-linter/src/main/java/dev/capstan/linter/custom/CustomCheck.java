package dev.capstan.linter.custom;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A function, and which field of the selected node it is for.
 *
 * @param field a name, names joined by dots, {@code @key} for each of a mapping's keys, or null for the node itself
 * @param function what the value must satisfy
 */
record CustomCheck(@Nullable String field, CustomFunction function) {
    private static final String KEYS = "@key";

    /** Checks a node; what is wrong is told with the node to point at. */
    void check(YamlNode node, BiConsumer<YamlNode, String> wrong) {
        if (field == null) {
            tell(node, function.check(node), wrong);
        } else if (field.equals(KEYS)) {
            if (node instanceof YamlMapping mapping) {
                for (YamlMapping.Entry entry : mapping.entries()) {
                    tell(entry.key(), function.check(entry.key()), wrong);
                }
            }
        } else if (node instanceof YamlMapping mapping) {
            YamlNode value = value(mapping, field);
            tell(value == null ? node : value, function.check(value), wrong);
        }
    }

    private static void tell(YamlNode at, @Nullable String error, BiConsumer<YamlNode, String> wrong) {
        if (error != null) {
            wrong.accept(at, error);
        }
    }

    private static @Nullable YamlNode value(YamlMapping mapping, String field) {
        YamlNode direct = mapping.get(field);
        int dot = field.indexOf('.');
        if (direct != null || dot < 0) {
            return direct;
        }
        YamlMapping inner = mapping.mapping(field.substring(0, dot));
        return inner == null ? null : value(inner, field.substring(dot + 1));
    }
}
