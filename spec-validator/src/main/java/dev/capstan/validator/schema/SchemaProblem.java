package dev.capstan.validator.schema;

import dev.capstan.document.yaml.YamlNode;
import java.util.List;

/**
 * A place where a document and a schema disagree.
 *
 * @param kind what is wrong
 * @param node where: the value, or the mapping that lacks or holds a key
 * @param schema what it was judged by
 * @param names the keys that it is about; empty when it is about the value
 */
record SchemaProblem(Kind kind, YamlNode node, SchemaNode schema, List<String> names) {
    enum Kind {
        TYPE,
        VALUE,
        PATTERN,
        TOO_SHORT,
        TOO_LONG,
        OUT_OF_RANGE,
        TOO_FEW_ITEMS,
        NO_SUCH_ITEM,
        UNKNOWN_KEY,
        KEY_NAME,
        MISSING_KEY,
        RECOMMENDED_KEY,
        FORBIDDEN,
        NONE_OF,
        SEVERAL_OF
    }

    SchemaProblem(Kind kind, YamlNode node, SchemaNode schema) {
        this(kind, node, schema, List.of());
    }

    SchemaProblem(Kind kind, YamlNode node, SchemaNode schema, String name) {
        this(kind, node, schema, List.of(name));
    }
}
