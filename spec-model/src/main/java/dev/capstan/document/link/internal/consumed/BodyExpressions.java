package dev.capstan.document.link.internal.consumed;

import dev.capstan.document.link.internal.name.NameScope;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.BodyShape.TemplateKind;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns the template of an operation's body into an expression of what its kind of body is made from. */
public final class BodyExpressions {
    private BodyExpressions() {}

    /** The template's value, with the keys that the API's authentication puts into bodies. */
    public static Expression of(
            BodyShape.Template template, NameScope scope, @Nullable LinkedAuthentication authentication) {
        return withKeys(body(template, scope), template, authentication);
    }

    private static Expression body(BodyShape.Template template, NameScope scope) {
        YamlNode data = template.data();
        return switch (template.kind()) {
            case JSON -> TemplateLinker.data(data, scope);
            case JSON_TEXT -> TemplateLinker.jsonText(((YamlScalar) data).text(), data, scope);
            case TEXT ->
                data instanceof YamlScalar text ? text(text, template.mediaType(), scope) : new Expression.Absent();
            case FORM -> form(data, scope);
            case FORM_VALUE -> TemplateLinker.data(data, scope);
            case MULTIPART ->
                data instanceof YamlMapping parts ? namedParts(parts, scope) : TemplateLinker.data(data, scope);
        };
    }

    private static Expression text(YamlScalar text, String mediaType, NameScope scope) {
        return mediaType.equals("application/xml")
                ? TemplateLinker.xmlText(text.text(), text, scope)
                : TemplateLinker.bodyText(text.text(), text, scope);
    }

    /** A structured body with the keys that authentication puts into it, where the template has not named them itself. */
    private static Expression withKeys(
            Expression body, BodyShape.Template template, @Nullable LinkedAuthentication authentication) {
        List<LinkedAuthentication.ApiKey> keys =
                AuthenticationLinker.keys(authentication, ParameterLocation.BODY).stream()
                        .filter(key -> key.name() instanceof Expression.Constant name
                                && !holds(template.data(), name.value().asString()))
                        .toList();
        if (keys.isEmpty()) {
            return body;
        }
        if (template.kind() == TemplateKind.JSON && body instanceof Expression.ObjectOf object) {
            Map<String, Expression> members = new LinkedHashMap<>(object.members());
            keys.forEach(key -> members.put(text(key.name()), key.value()));
            return new Expression.ObjectOf(Collections.unmodifiableMap(members));
        }
        if (body instanceof Expression.ArrayOf list && template.kind() != TemplateKind.JSON) {
            List<Expression> items = new ArrayList<>(list.items());
            for (LinkedAuthentication.ApiKey key : keys) {
                items.add(
                        template.kind() == TemplateKind.FORM
                                ? new Expression.ArrayOf(List.of(key.name(), key.value()))
                                : new Expression.ObjectOf(Map.of("name", key.name(), "value", key.value())));
            }
            return new Expression.ArrayOf(List.copyOf(items));
        }
        return body;
    }

    /** Whether a template gives a member, pair or part of that name. */
    private static boolean holds(YamlNode data, String name) {
        if (data instanceof YamlMapping mapping) {
            return mapping.has(name);
        }
        if (data instanceof YamlSequence parts) {
            return parts.items().stream()
                    .anyMatch(part -> part instanceof YamlMapping mapping && name.equals(mapping.text("name")));
        }
        return BodyLinker.formPairs(((YamlScalar) data).text()).stream()
                .anyMatch(pair -> decoded(pair.getKey()).equals(name));
    }

    private static String text(Expression constant) {
        return ((Expression.Constant) constant).value().asString();
    }

    /** Pairs of name and value, each an array of two; a pair whose value is absent has one item. */
    private static Expression form(YamlNode data, NameScope scope) {
        List<Expression> pairs = new ArrayList<>();
        if (data instanceof YamlScalar text) {
            for (Map.Entry<String, @Nullable String> pair : BodyLinker.formPairs(text.text())) {
                pairs.add(new Expression.ArrayOf(List.of(
                        TemplateLinker.bodyText(decoded(pair.getKey()), text, scope),
                        TemplateLinker.bodyText(decoded(String.valueOf(pair.getValue())), text, scope))));
            }
        } else if (data instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                pairs.add(new Expression.ArrayOf(
                        List.of(constant(entry.name()), TemplateLinker.data(entry.value(), scope))));
            }
        }
        return new Expression.ArrayOf(List.copyOf(pairs));
    }

    private static Expression namedParts(YamlMapping parts, NameScope scope) {
        List<Expression> list = new ArrayList<>();
        for (YamlMapping.Entry entry : parts.entries()) {
            list.add(new Expression.ObjectOf(
                    Map.of("name", constant(entry.name()), "value", TemplateLinker.data(entry.value(), scope))));
        }
        return new Expression.ArrayOf(List.copyOf(list));
    }

    private static Expression constant(String text) {
        return new Expression.Constant(JsonNodeFactory.instance.stringNode(text));
    }

    /** A literal of a form written as text is already encoded; what cannot be decoded is meant as it is. */
    private static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            // What stands for bytes that are not UTF-8, unless it was written.
            boolean isReplaced = decoded.indexOf('\uFFFD') >= 0
                    && text.indexOf('\uFFFD') < 0
                    && !text.toUpperCase(Locale.ROOT).contains("%EF%BF%BD");
            return isReplaced ? text : decoded;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
