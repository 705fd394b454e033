package dev.capstan.languageserver.internal.outline;

import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.validator.schema.DocumentSchema;
import dev.capstan.validator.schema.SchemaView;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Finds what the schema says of a place in an outline. */
public final class OutlineSchema {
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);
    private static final String SAFE = "[A-Za-z0-9_.+-]+|\"[^\"\\\\]*\"|'[^']*'";

    private OutlineSchema() {}

    /** What the schema says of a part of the outline. */
    public static SchemaView scope(DocumentSchema schema, Outline at) {
        Outline parent = at.parent();
        if (parent == null) {
            return SchemaView.of(schema);
        }
        SchemaView outer = scope(schema, parent);
        return parent instanceof Outline.Mapping ? outer.member(node(parent), at.token()) : outer.items(node(parent));
    }

    /** That part as a node, one level deep: enough to choose the schema's branches by. */
    public static YamlNode node(Outline at) {
        StringBuilder yaml = new StringBuilder();
        if (at instanceof Outline.Mapping mapping) {
            for (Map.Entry<String, @Nullable Outline> member : mapping.members().entrySet()) {
                yaml.append(quoted(member.getKey()))
                        .append(": ")
                        .append(shallow(member.getValue()))
                        .append('\n');
            }
        }
        if (yaml.isEmpty()) {
            yaml.append(at instanceof Outline.Sequence ? "[]" : "{}");
        }
        YamlNode node = READER.read(yaml.toString(), "").root();
        return node != null ? node : empty();
    }

    private static YamlNode empty() {
        YamlNode empty = READER.read("{}", "").root();
        if (empty == null) {
            throw new IllegalStateException("an empty mapping is YAML");
        }
        return empty;
    }

    private static String shallow(@Nullable Outline value) {
        if (value instanceof Outline.Mapping) {
            return "{}";
        }
        if (value instanceof Outline.Sequence) {
            return "[]";
        }
        if (value instanceof Outline.Text text) {
            return text.written().matches(SAFE) && text.written().length() < 200
                    ? text.written()
                    : quoted(text.written());
        }
        return "";
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text.length() > 200 ? text.substring(0, 200) : text);
    }
}
