package dev.capstan.validator.schema;

import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words for what a schema finds: what is wrong, and what to write. */
final class SchemaMessages {
    private static final int LISTED_AT_MOST = 12;
    private static final int LONGEST_QUOTE = 60;

    /** What to say of a value, and the text to write instead where there is one. */
    record ValueMessage(String rule, String text, @Nullable String suggestion) {}

    private SchemaMessages() {}

    static String unknownKey(String name, @Nullable String meant, SchemaNode schema, Collection<String> offered) {
        String unknown = "unknown key " + quote(name);
        if (meant != null) {
            return unknown + "; write " + quote(meant);
        }
        String where = schema.title() == null ? "" : " (" + schema.title() + ")";
        return unknown + where + "; "
                + (offered.isEmpty() ? "remove it" : "remove it, or write one of " + listed(offered));
    }

    /** What a mapping lacks: keys that it needs, and choices of which it has made none. */
    static String lacking(List<SchemaProblem> keys, List<SchemaProblem> choices) {
        List<String> sentences = new ArrayList<>();
        if (keys.size() == 1) {
            sentences.add(missingKey(keys.get(0)));
        } else if (!keys.isEmpty()) {
            sentences.add(missingKeys(keys));
        }
        for (SchemaProblem choice : choices) {
            sentences.add(
                    (sentences.isEmpty() ? "" : "and ") + "one of these keys is needed: " + listed(choice.names()));
        }
        return String.join("; ", sentences);
    }

    private static String missingKey(SchemaProblem problem) {
        String key = problem.names().get(0);
        SchemaNode property = problem.schema().properties.get(key);
        String purpose = property == null ? null : property.description();
        return "the key " + quote(key) + " is missing" + where(problem)
                + (purpose == null ? "; add it" : "; add it: " + uncapitalized(purpose));
    }

    private static String missingKeys(List<SchemaProblem> problems) {
        List<String> keys = new ArrayList<>();
        for (SchemaProblem problem : problems) {
            keys.add(quote(problem.names().get(0)));
        }
        String last = keys.remove(keys.size() - 1);
        return "the keys " + String.join(", ", keys) + " and " + last + " are missing" + where(problems.get(0))
                + "; add them";
    }

    private static String where(SchemaProblem problem) {
        return problem.schema().title() == null ? "" : " (" + problem.schema().title() + ")";
    }

    static String severalOf(List<String> keys) {
        return "only one of these keys can be used: " + listed(keys) + "; keep one of them";
    }

    static String keyName(SchemaProblem problem) {
        return quote(problem.names().get(0)) + " is not a name that can be used here: "
                + problem.schema().description();
    }

    static String forbidden(SchemaProblem problem) {
        String why = problem.schema().description();
        return why == null ? "remove this key; it cannot be used here" : uncapitalized(why);
    }

    static ValueMessage value(SchemaProblem problem) {
        SchemaNode schema = problem.schema();
        YamlNode node = problem.node();
        String subject = subject(node);
        return switch (problem.kind()) {
            case TYPE -> type(subject, node, schema);
            case VALUE -> values(subject, node, schema);
            case TOO_SHORT -> new ValueMessage("schema-length", subject + " must not be empty", null);
            case TOO_LONG ->
                new ValueMessage(
                        "schema-length",
                        subject + " is too long; write at most " + schema.maxLength + " characters",
                        null);
            case OUT_OF_RANGE ->
                new ValueMessage("schema-range", subject + " is " + found(node) + "; write " + range(schema), null);
            case TOO_FEW_ITEMS ->
                new ValueMessage(
                        "schema-min-items", subject + " is empty; write at least one entry, or remove the key", null);
            default ->
                new ValueMessage(
                        "schema-pattern",
                        subject + " is " + found(node) + ", which does not fit"
                                + (schema.description() == null ? "" : ": " + uncapitalized(schema.description())),
                        null);
        };
    }

    private static ValueMessage type(String subject, YamlNode node, SchemaNode schema) {
        String expected = JsonTypes.words(schema.types);
        if (node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NULL) {
            return new ValueMessage(
                    "schema-type", subject + " has no value; write " + expected + ", or remove the key", null);
        }
        String suggestion = null;
        String advice = "";
        if (node instanceof YamlScalar scalar) {
            boolean text = scalar.kind() == YamlScalar.Kind.STRING;
            if (text && scalar.quoted() && (unquoted(scalar.text()) & schema.types) != 0) {
                suggestion = scalar.text();
                advice = "; remove the quotes";
            } else if (!text && (schema.types & JsonTypes.STRING) != 0) {
                suggestion = '"' + scalar.text() + '"';
                advice = "; put it in quotes";
            }
        }
        return new ValueMessage(
                "schema-type", subject + " must be " + expected + ", not " + found(node) + advice, suggestion);
    }

    /** The type that a quoted text would have without its quotes. */
    private static int unquoted(String text) {
        if (text.equals("true") || text.equals("false")) {
            return JsonTypes.BOOLEAN;
        }
        if (text.isEmpty() || text.length() > 15) {
            return 0;
        }
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? JsonTypes.INTEGER | JsonTypes.NUMBER : 0;
    }

    private static ValueMessage values(String subject, YamlNode node, SchemaNode schema) {
        String nearest = node instanceof YamlScalar scalar ? NearestName.among(scalar.text(), schema.values) : null;
        String only = schema.values.size() == 1 ? schema.values.iterator().next() : null;
        String advice = only != null ? "write " + quote(only) : "write one of " + listed(schema.values);
        return new ValueMessage(
                "schema-enum", subject + " is " + found(node) + "; " + advice, nearest == null ? only : nearest);
    }

    private static String range(SchemaNode schema) {
        if (schema.minimum == null) {
            return "at most " + schema.maximum;
        }
        return schema.maximum == null
                ? "at least " + schema.minimum
                : "a number from " + schema.minimum + " to " + schema.maximum;
    }

    private static String subject(YamlNode node) {
        YamlMapping.Entry entry = SchemaReport.entryOf(node);
        return entry != null ? quote(entry.name()) : node.parent() == null ? "the document" : "this entry";
    }

    private static String found(YamlNode node) {
        if (!(node instanceof YamlScalar scalar)) {
            return node instanceof YamlMapping ? "a mapping" : "a list";
        }
        return switch (scalar.kind()) {
            case STRING -> scalar.text().isEmpty() ? "an empty text" : "the text " + quote(scalar.text());
            case NULL -> "nothing";
            default -> scalar.text();
        };
    }

    private static String listed(Collection<String> names) {
        List<String> quoted = new ArrayList<>();
        for (String name : names) {
            if (quoted.size() == LISTED_AT_MOST) {
                quoted.add("…");
                break;
            }
            quoted.add(name);
        }
        return String.join(", ", quoted);
    }

    private static String quote(String text) {
        String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
        return '"' + shown.replace("\n", "\\n").replace("\r", "\\r") + '"';
    }

    /** A description goes on in the middle of a sentence, unless it starts with an abbreviation. */
    private static String uncapitalized(String sentence) {
        String text = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        boolean word =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && !Character.isUpperCase(text.charAt(1));
        return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}
