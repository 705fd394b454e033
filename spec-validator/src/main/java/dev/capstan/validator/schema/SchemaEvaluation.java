package dev.capstan.validator.schema;

import static dev.capstan.validator.schema.SchemaProblem.Kind;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a document and its schema side by side. With a list for problems it visits everything; without one it stops at
 * the first disagreement, which is how conditions are decided.
 */
final class SchemaEvaluation {
    private final @Nullable List<SchemaProblem> problems;

    private SchemaEvaluation(@Nullable List<SchemaProblem> problems) {
        this.problems = problems;
    }

    /** Everything in which the node and the schema disagree, down the branches that the node itself chooses. */
    static List<SchemaProblem> problems(SchemaNode schema, YamlNode node) {
        List<SchemaProblem> problems = new ArrayList<>();
        new SchemaEvaluation(problems).agree(schema, node);
        return problems;
    }

    /** Whether the node and the schema agree. */
    static boolean accepts(SchemaNode schema, YamlNode node) {
        return new SchemaEvaluation(null).agree(schema, node);
    }

    private boolean agree(SchemaNode schema, YamlNode node) {
        if (schema.types != 0 && (JsonTypes.of(node) & schema.types) == 0) {
            return disagree(Kind.TYPE, node, schema);
        }
        boolean agreed = schema.values.isEmpty() || value(schema, node);
        if (!agreed && problems == null) {
            return false;
        }
        if (node instanceof YamlMapping mapping) {
            agreed &= mapping(schema, mapping);
        } else if (node instanceof YamlSequence sequence) {
            agreed &= sequence(schema, sequence);
        } else if (node instanceof YamlScalar scalar) {
            agreed &= scalar(schema, scalar);
        }
        if (!agreed && problems == null) {
            return false;
        }
        return branches(schema, node) && agreed;
    }

    private boolean value(SchemaNode schema, YamlNode node) {
        if (node instanceof YamlScalar scalar
                && scalar.kind() == YamlScalar.Kind.STRING
                && schema.values.contains(scalar.text())) {
            return true;
        }
        return disagree(Kind.VALUE, node, schema);
    }

    private boolean scalar(SchemaNode schema, YamlScalar scalar) {
        boolean agreed = true;
        if (schema.pattern != null || schema.minLength > 0 || schema.maxLength < Integer.MAX_VALUE) {
            agreed = JsonTypes.of(scalar) != JsonTypes.STRING || text(schema, scalar);
        }
        if (schema.minimum != null || schema.maximum != null) {
            agreed &= (JsonTypes.of(scalar) & JsonTypes.NUMBER) == 0 || number(schema, scalar);
        }
        return agreed;
    }

    private boolean text(SchemaNode schema, YamlScalar scalar) {
        String text = scalar.text();
        if (text.length() < schema.minLength) {
            return disagree(Kind.TOO_SHORT, scalar, schema);
        }
        if (text.length() > schema.maxLength && text.codePointCount(0, text.length()) > schema.maxLength) {
            return disagree(Kind.TOO_LONG, scalar, schema);
        }
        return schema.fits(text) || disagree(Kind.PATTERN, scalar, schema);
    }

    private boolean number(SchemaNode schema, YamlScalar scalar) {
        BigDecimal number = scalar.toJson().decimalValue();
        boolean within = (schema.minimum == null || number.compareTo(schema.minimum) >= 0)
                && (schema.maximum == null || number.compareTo(schema.maximum) <= 0);
        return within || disagree(Kind.OUT_OF_RANGE, scalar, schema);
    }

    private boolean sequence(SchemaNode schema, YamlSequence sequence) {
        List<YamlNode> items = sequence.items();
        boolean agreed = items.size() >= schema.minItems || disagree(Kind.TOO_FEW_ITEMS, sequence, schema);
        if (schema.items != null) {
            for (int i = 0; i < items.size() && (agreed || problems != null); i++) {
                agreed &= agree(schema.items, items.get(i));
            }
        }
        if (schema.contains != null && (agreed || problems != null)) {
            agreed &= contains(schema.contains, items) || disagree(Kind.NO_SUCH_ITEM, sequence, schema);
        }
        return agreed;
    }

    private static boolean contains(SchemaNode wanted, List<YamlNode> items) {
        for (YamlNode item : items) {
            if (accepts(wanted, item)) {
                return true;
            }
        }
        return false;
    }

    private boolean mapping(SchemaNode schema, YamlMapping mapping) {
        boolean agreed = true;
        for (String name : schema.required) {
            if (!mapping.has(name)) {
                agreed = disagree(Kind.MISSING_KEY, mapping, schema, name);
                if (problems == null) {
                    return false;
                }
            }
        }
        recommend(schema, mapping);
        if (schema.closed || schema.additional != null || schema.names != null) {
            return allMembers(schema, mapping) && agreed;
        }
        for (var property : schema.properties.entrySet()) {
            YamlNode value = mapping.get(property.getKey());
            if (value != null && !agree(property.getValue(), value)) {
                agreed = false;
                if (problems == null) {
                    return false;
                }
            }
        }
        return agreed;
    }

    private void recommend(SchemaNode schema, YamlMapping mapping) {
        if (problems != null) {
            for (String name : schema.recommended) {
                if (!mapping.has(name)) {
                    problems.add(new SchemaProblem(Kind.RECOMMENDED_KEY, mapping, schema, name));
                }
            }
        }
    }

    private boolean allMembers(SchemaNode schema, YamlMapping mapping) {
        boolean agreed = true;
        for (YamlMapping.Entry entry : mapping.entries()) {
            agreed &= member(schema, mapping, entry);
            if (!agreed && problems == null) {
                return false;
            }
        }
        return agreed;
    }

    private boolean member(SchemaNode schema, YamlMapping mapping, YamlMapping.Entry entry) {
        boolean agreed = true;
        if (schema.names != null && !schema.names.fits(entry.name())) {
            agreed = disagree(Kind.KEY_NAME, mapping, schema.names, entry.name());
        }
        SchemaNode property = schema.properties.get(entry.name());
        if (property != null) {
            return agree(property, entry.value()) && agreed;
        }
        if (schema.closed) {
            return disagree(Kind.UNKNOWN_KEY, mapping, schema, entry.name());
        }
        return (schema.additional == null || agree(schema.additional, entry.value())) && agreed;
    }

    private boolean branches(SchemaNode schema, YamlNode node) {
        boolean agreed = schema.reference == null || agree(schema.reference, node);
        for (int i = 0; i < schema.allOf.size() && (agreed || problems != null); i++) {
            agreed &= agree(schema.allOf.get(i), node);
        }
        if (!schema.anyOf.isEmpty() && (agreed || problems != null)) {
            agreed &= anyOf(schema, node);
        }
        if (!schema.oneOf.isEmpty() && (agreed || problems != null)) {
            agreed &= oneOf(schema, node);
        }
        if (schema.not != null && accepts(schema.not, node)) {
            agreed = disagree(Kind.FORBIDDEN, node, schema);
        }
        if (schema.condition != null && (agreed || problems != null)) {
            SchemaNode chosen = accepts(schema.condition, node) ? schema.then : schema.otherwise;
            agreed &= chosen == null || agree(chosen, node);
        }
        return agreed;
    }

    private boolean anyOf(SchemaNode schema, YamlNode node) {
        for (SchemaNode branch : schema.anyOf) {
            if (accepts(branch, node)) {
                return true;
            }
        }
        return node instanceof YamlMapping
                ? disagree(Kind.NONE_OF, node, schema, keys(schema.anyOf))
                : disagree(Kind.PATTERN, node, schema);
    }

    private boolean oneOf(SchemaNode schema, YamlNode node) {
        int accepted = 0;
        for (SchemaNode branch : schema.oneOf) {
            if (accepts(branch, node)) {
                accepted++;
            }
        }
        return accepted == 1
                || disagree(accepted == 0 ? Kind.NONE_OF : Kind.SEVERAL_OF, node, schema, keys(schema.oneOf));
    }

    /** The keys that the branches of a choice ask for. */
    private static List<String> keys(List<SchemaNode> branches) {
        List<String> keys = new ArrayList<>();
        for (SchemaNode branch : branches) {
            keys.addAll(branch.required);
        }
        return List.copyOf(keys);
    }

    private boolean disagree(Kind kind, YamlNode node, SchemaNode schema) {
        return disagree(kind, node, schema, List.of());
    }

    private boolean disagree(Kind kind, YamlNode node, SchemaNode schema, String name) {
        return problems != null && disagree(kind, node, schema, List.of(name));
    }

    private boolean disagree(Kind kind, YamlNode node, SchemaNode schema, List<String> names) {
        if (problems != null) {
            problems.add(new SchemaProblem(kind, node, schema, names));
        }
        return false;
    }
}
