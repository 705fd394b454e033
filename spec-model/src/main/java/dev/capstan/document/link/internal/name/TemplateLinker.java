package dev.capstan.document.link.internal.name;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.syntax.TextTemplate;
import dev.capstan.document.syntax.XmlText;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns text, structured data and JSON text with names in it into expressions. */
public final class TemplateLinker {
    private TemplateLinker() {}

    /** A parameter's value: one whole name keeps its type, and an absent part makes the whole absent. */
    public static Expression parameter(String text, YamlNode at, NameScope scope) {
        return text(text, at, scope, true);
    }

    /** Text of a body: absent parts are empty. */
    public static Expression bodyText(String text, YamlNode at, NameScope scope) {
        return text(text, at, scope, false);
    }

    /** Text of an XML body: absent parts are empty, and no value can add markup. */
    public static Expression xmlText(String text, YamlNode at, NameScope scope) {
        TextTemplate template = TextTemplate.parse(text);
        List<Expression> parts = new ArrayList<>();
        for (TextTemplate.Part part : template.parts()) {
            if (part instanceof TextTemplate.Literal literal) {
                scope.literal(literal.text(), at);
                parts.add(new Expression.Constant(JsonNodeFactory.instance.stringNode(literal.text())));
            } else if (part instanceof TextTemplate.Name name) {
                parts.add(escaped(scope.resolve(name.name(), at)));
            }
        }
        return new Expression.Text(List.copyOf(parts), template.wholeName() != null, Expression.Escaping.XML);
    }

    /** What is known now is escaped now: only literals of the template are constants that are not escaped. */
    private static Expression escaped(Expression value) {
        return value instanceof Expression.Constant constant
                ? new Expression.Constant(JsonNodeFactory.instance.stringNode(XmlText.escape(
                        constant.value().isString()
                                ? constant.value().stringValue()
                                : constant.value().toString())))
                : value;
    }

    /** A YAML value as written: strings are templates, the rest stands for itself. */
    public static Expression data(YamlNode node, NameScope scope) {
        if (node instanceof YamlMapping mapping) {
            Map<String, Expression> members = new LinkedHashMap<>();
            for (YamlMapping.Entry entry : mapping.entries()) {
                members.put(entry.name(), data(entry.value(), scope));
            }
            return new Expression.ObjectOf(Collections.unmodifiableMap(members));
        }
        if (node instanceof YamlSequence sequence) {
            List<Expression> items = new ArrayList<>();
            for (YamlNode item : sequence.items()) {
                items.add(data(item, scope));
            }
            return new Expression.ArrayOf(List.copyOf(items));
        }
        YamlScalar scalar = (YamlScalar) node;
        return scalar.kind() == YamlScalar.Kind.STRING
                ? bodyText(scalar.text(), scalar, scope)
                : new Expression.Constant(scalar.toJson());
    }

    /** JSON written as text: names inside quotes are told apart from those outside. */
    public static Expression jsonText(String text, YamlNode at, NameScope scope) {
        List<Expression.JsonPart> parts = new ArrayList<>();
        boolean quoted = false;
        for (TextTemplate.Part part : TextTemplate.parse(text).parts()) {
            if (part instanceof TextTemplate.Literal literal) {
                parts.add(new Expression.JsonPart(literal.text(), null, false));
                quoted = endsQuoted(literal.text(), quoted);
            } else if (part instanceof TextTemplate.Name name) {
                parts.add(new Expression.JsonPart(null, scope.resolve(name.name(), at), quoted));
            }
        }
        return new Expression.JsonText(List.copyOf(parts));
    }

    /** Hands each name in that value's strings to the consumer, with its place. */
    public static void names(YamlNode node, BiConsumer<String, YamlNode> consumer) {
        if (node instanceof YamlMapping mapping) {
            mapping.entries().forEach(entry -> names(entry.value(), consumer));
        } else if (node instanceof YamlSequence sequence) {
            sequence.items().forEach(item -> names(item, consumer));
        } else if (node instanceof YamlScalar scalar && TextTemplate.isTemplate(scalar.text())) {
            Consumer<String> each = name -> consumer.accept(name, scalar);
            TextTemplate.parse(scalar.text()).names().forEach(each);
        }
    }

    private static Expression text(String text, YamlNode at, NameScope scope, boolean needsAll) {
        if (!TextTemplate.isTemplate(text)) {
            scope.literal(text, at);
            return new Expression.Constant(JsonNodeFactory.instance.stringNode(text));
        }
        TextTemplate template = TextTemplate.parse(text);
        String whole = template.wholeName();
        if (whole != null) {
            return scope.resolveWhole(whole, at);
        }
        List<Expression> parts = new ArrayList<>();
        for (TextTemplate.Part part : template.parts()) {
            if (part instanceof TextTemplate.Literal literal) {
                scope.literal(literal.text(), at);
                parts.add(new Expression.Constant(JsonNodeFactory.instance.stringNode(literal.text())));
            } else if (part instanceof TextTemplate.Name name) {
                parts.add(scope.resolve(name.name(), at));
            }
        }
        return new Expression.Text(List.copyOf(parts), needsAll);
    }

    private static boolean endsQuoted(String literal, boolean quotedBefore) {
        boolean quoted = quotedBefore;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }
}
