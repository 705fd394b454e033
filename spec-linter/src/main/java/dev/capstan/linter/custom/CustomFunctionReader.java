package dev.capstan.linter.custom;

import dev.capstan.document.syntax.BoundedPattern;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads functions and their options. The schema of configurations has been checked before. */
final class CustomFunctionReader {
    /** What is wrong, and where. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient YamlNode at;

        Wrong(YamlNode at, String message) {
            super(message);
            this.at = at;
        }

        YamlNode at() {
            return at;
        }
    }

    private CustomFunctionReader() {}

    /**
     * Reads a function.
     *
     * @param name the function's
     * @param options of the function; null when there are none
     */
    static CustomFunction read(YamlScalar name, @Nullable YamlMapping options) throws Wrong {
        return switch (name.text()) {
            case "defined" -> Presence.DEFINED;
            case "undefined" -> Presence.UNDEFINED;
            case "truthy" -> Presence.TRUTHY;
            case "falsy" -> Presence.FALSY;
            case "pattern" -> pattern(needed(name, options, "match or notMatch"));
            case "enumeration" -> enumeration(needed(name, options, "values"));
            case "length" -> length(needed(name, options, "min or max"));
            case "casing" -> casing(needed(name, options, "type"));
            case "schema" -> schema(needed(name, options, "schema"));
            default -> throw new Wrong(name, "there is no function " + name.text());
        };
    }

    private static YamlMapping needed(YamlScalar name, @Nullable YamlMapping options, String which) throws Wrong {
        if (options == null) {
            throw new Wrong(name, "the function " + name.text() + " needs functionOptions with " + which);
        }
        return options;
    }

    private static CustomFunction pattern(YamlMapping options) throws Wrong {
        BoundedPattern match = regularExpression(options, "match");
        BoundedPattern notMatch = regularExpression(options, "notMatch");
        if (match == null && notMatch == null) {
            throw new Wrong(options, "the function pattern needs match or notMatch");
        }
        return new PatternFunction(match, notMatch);
    }

    /** A regular expression, which may be written between slashes with flags behind, as JavaScript does. */
    private static @Nullable BoundedPattern regularExpression(YamlMapping options, String name) throws Wrong {
        String text = options.text(name);
        if (text == null) {
            return null;
        }
        int flags = 0;
        int end = text.lastIndexOf('/');
        if (text.startsWith("/") && end > 0 && text.substring(end + 1).matches("[imsu]*")) {
            String letters = text.substring(end + 1);
            flags |= letters.contains("i") ? Pattern.CASE_INSENSITIVE : 0;
            flags |= letters.contains("m") ? Pattern.MULTILINE : 0;
            flags |= letters.contains("s") ? Pattern.DOTALL : 0;
            flags |= letters.contains("u") ? Pattern.UNICODE_CASE : 0;
            text = text.substring(1, end);
        }
        try {
            return BoundedPattern.compile(text, flags);
        } catch (PatternSyntaxException e) {
            throw new Wrong(options.at(name), "not a regular expression: " + e.getDescription());
        }
    }

    private static CustomFunction enumeration(YamlMapping options) throws Wrong {
        YamlSequence values = options.sequence("values");
        if (values == null) {
            throw new Wrong(options, "the function enumeration needs values, a list");
        }
        List<JsonNode> all = values.items().stream().map(YamlNode::toJson).toList();
        return new EnumerationFunction(all);
    }

    private static CustomFunction length(YamlMapping options) throws Wrong {
        BigDecimal min = number(options, "min");
        BigDecimal max = number(options, "max");
        if (min == null && max == null) {
            throw new Wrong(options, "the function length needs min or max");
        }
        return new LengthFunction(min, max);
    }

    private static @Nullable BigDecimal number(YamlMapping options, String name) throws Wrong {
        YamlNode value = options.get(name);
        if (value == null) {
            return null;
        }
        if (!value.toJson().isNumber()) {
            throw new Wrong(value, name + " must be a number");
        }
        return value.toJson().decimalValue();
    }

    private static CustomFunction casing(YamlMapping options) throws Wrong {
        String type = options.text("type");
        Casing casing = type == null ? null : Casing.named(type);
        if (casing == null) {
            throw new Wrong(
                    options.at("type"),
                    "the function casing needs a type: flat, camel, pascal, kebab, cobol, snake or macro");
        }
        YamlMapping separator = options.mapping("separator");
        String character = separator == null ? null : separator.text("char");
        boolean leading = separator != null && "true".equals(separator.text("allowLeading"));
        boolean digits = !"true".equals(options.text("disallowDigits"));
        return new CasingFunction(casing, new BoundedPattern(casing.pattern(digits, character, leading)));
    }

    private static CustomFunction schema(YamlMapping options) throws Wrong {
        YamlMapping schema = options.mapping("schema");
        if (schema == null) {
            throw new Wrong(options, "the function schema needs schema, a JSON Schema");
        }
        try {
            return SchemaFunction.of(schema.toJson());
        } catch (IllegalArgumentException e) {
            throw new Wrong(schema, "not a JSON Schema: " + e.getMessage());
        }
    }
}
