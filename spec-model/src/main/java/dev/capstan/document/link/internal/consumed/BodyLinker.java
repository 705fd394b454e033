package dev.capstan.document.link.internal.consumed;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.ArgumentNames;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.BodyShape.TemplateKind;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.model.ConsumedInput;
import dev.capstan.document.model.ConsumedOperation;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.model.RequestBody;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.syntax.TextTemplate;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what body an operation sends, and which names its templates ask for. */
public final class BodyLinker {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    /** Bytes that no template can compose: what one name stands for is the whole body. */
    private static final Set<String> OPAQUE = Set.of("application/octet-stream", "application/cbor");

    /** The folded names of parameters that are a whole body whatever their value is. */
    private static final Set<String> WHOLE_BODY_NAMES =
            Set.of("body", "payload", "data", "request", "requestbody", "content", "json", "raw");

    /** The methods that send a body where the document says nothing of one. */
    public static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
    /** The documented types and the catalogue's aliases, with what they are sent as. */
    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("json", JSON),
            Map.entry("text", "text/plain"),
            Map.entry("xml", "application/xml"),
            Map.entry("sparql", "application/sparql-query"),
            Map.entry("formurlencoded", "application/x-www-form-urlencoded"),
            Map.entry("form", "application/x-www-form-urlencoded"),
            Map.entry("multipartform", "multipart/form-data"),
            Map.entry("multipart", "multipart/form-data"),
            Map.entry("yaml", YAML),
            Map.entry("binary", "application/octet-stream"),
            Map.entry("cbor", "application/cbor"));

    private final Findings findings;
    private final VariableScope variables;
    private final Set<String> adapterNamespaces;

    BodyLinker(Findings findings, VariableScope variables, Set<String> adapterNamespaces) {
        this.findings = findings;
        this.variables = variables;
        this.adapterNamespaces = adapterNamespaces;
    }

    BodyShape link(
            LinkedApi api,
            ConsumedOperation operation,
            List<ConsumedInput> inBody,
            InputCollector inputs,
            List<Diagnostic> problems) {
        List<ConsumedInput> keys = AuthenticationLinker.parameters(api.authentication(), ParameterLocation.BODY);
        RequestBody body = operation.body();
        String mediaType = null;
        if (body != null) {
            mediaType = body.type() == null ? JSON : MEDIA_TYPES.get(body.type().toLowerCase(Locale.ROOT));
            if (mediaType == null) {
                problems.add(
                        findings.error(
                                "body-unknown-type",
                                body.node(),
                                "the body type \"" + body.type() + "\" of \"" + operation.name()
                                        + "\" is not supported; write json, text, xml, sparql, formUrlEncoded or multipartForm"));
                return new BodyShape.None();
            }
            if (body.data() != null && !isEmpty(body.data())) {
                inBody.forEach(input -> addForTemplate(operation, body.data(), input, inputs));
                return template(operation, body, body.data(), mediaType, inputs, problems);
            }
        }
        if (inBody.size() > 1) {
            List<OperationInput> members = new ArrayList<>();
            inBody.forEach(input -> members.add(inputs.get(inputs.add(input, InputLocation.BODY_MEMBER))));
            keys.forEach(key -> members.add(inputs.get(inputs.add(key, InputLocation.BODY_MEMBER))));
            return new BodyShape.Members(List.copyOf(members));
        }
        for (ConsumedInput key : keys) {
            leaveOut(operation, key, "authentication puts it into the body, and the document composes none here");
        }
        if (inBody.size() == 1) {
            OperationInput sole = inputs.get(inputs.add(inBody.get(0), InputLocation.WHOLE_BODY));
            boolean named = WHOLE_BODY_NAMES.contains(FoldedName.fold(sole.name()))
                    || mediaType != null && !mediaType.equals(JSON);
            return new BodyShape.Whole(sole, mediaType, named ? null : sole.name());
        }
        if (body != null || WRITES.contains(operation.method())) {
            return new BodyShape.Whole(
                    inputs.get(inputs.addOptional("body", InputLocation.WHOLE_BODY)), mediaType, null);
        }
        return new BodyShape.None();
    }

    /** A body parameter beside a template is one of the names that the template may hold, and nothing else. */
    private void addForTemplate(
            ConsumedOperation operation, YamlNode data, ConsumedInput input, InputCollector inputs) {
        Set<String> named = new HashSet<>();
        TemplateLinker.names(data, (name, at) -> {
            String argument = ArgumentNames.unqualified(name, adapterNamespaces);
            named.add(FoldedName.fold(argument == null ? name : argument));
        });
        String folded = FoldedName.fold(input.name());
        if (named.stream().anyMatch(name -> name.equals(folded) || name.startsWith(folded + "."))) {
            inputs.add(input, InputLocation.TEMPLATE);
        } else {
            leaveOut(operation, input, "the operation's body is made from its template, which does not name it");
        }
    }

    private void leaveOut(ConsumedOperation operation, ConsumedInput input, String why) {
        findings.warn(
                "parameter-unusable",
                input.node().has("in") ? input.node().at("in") : input.node().at("placement"),
                "the parameter \"" + input.name() + "\" of \"" + operation.name() + "\" is not sent: " + why);
    }

    private BodyShape template(
            ConsumedOperation operation,
            RequestBody body,
            YamlNode data,
            String mediaType,
            InputCollector inputs,
            List<Diagnostic> problems) {
        boolean text = data instanceof YamlScalar;
        return switch (mediaType) {
            case JSON ->
                // A text that is one name is that name's value: absent, there is no body, rather than a null.
                new BodyShape.Template(
                        text && !isOneName(data) ? TemplateKind.JSON_TEXT : TemplateKind.JSON, mediaType, data);
            case "application/x-www-form-urlencoded" ->
                new BodyShape.Template(isOneName(data) ? TemplateKind.FORM_VALUE : TemplateKind.FORM, mediaType, data);
            case "multipart/form-data" -> {
                if (text) {
                    problems.add(mustBe(operation, body, "a list of parts, each with name and value"));
                }
                yield new BodyShape.Template(TemplateKind.MULTIPART, mediaType, data);
            }
            default -> {
                YamlScalar sole = sole(data);
                boolean opaque = OPAQUE.contains(mediaType);
                String callers = opaque && sole != null ? callersName(sole) : null;
                if (callers != null && !inputs.has(callers)) {
                    yield new BodyShape.Whole(
                            inputs.get(inputs.addOptional(callers, InputLocation.WHOLE_BODY)), mediaType, null);
                }
                if (sole != null) {
                    yield new BodyShape.Template(TemplateKind.TEXT, mediaType, sole);
                }
                if (opaque) {
                    yield new BodyShape.Whole(
                            inputs.get(inputs.addOptional("body", InputLocation.WHOLE_BODY)), mediaType, null);
                }
                if (!mediaType.equals(YAML)) {
                    problems.add(mustBe(operation, body, "text"));
                }
                yield new BodyShape.Template(TemplateKind.JSON, mediaType, data);
            }
        };
    }

    private static boolean isOneName(YamlNode data) {
        return data instanceof YamlScalar text
                && TextTemplate.parse(text.text()).wholeName() != null;
    }

    /** A text, or the only value of a mapping, whose key then names what the text is for. */
    private static @Nullable YamlScalar sole(YamlNode data) {
        YamlNode value =
                data instanceof YamlMapping mapping && mapping.entries().size() == 1
                        ? mapping.entries().iterator().next().value()
                        : data;
        return value instanceof YamlScalar scalar ? scalar : null;
    }

    /** The argument that is the whole of a text; null when the text is more, or names a variable. */
    private @Nullable String callersName(YamlScalar text) {
        String name = TextTemplate.parse(text.text()).wholeName();
        if (name == null) {
            return null;
        }
        String argument = ArgumentNames.unqualified(name, adapterNamespaces);
        return argument != null ? argument : variables.find(name, text) == null ? name : null;
    }

    private Diagnostic mustBe(ConsumedOperation operation, RequestBody body, String what) {
        return findings.error(
                "body-data-type",
                body.node(),
                "the data of a " + body.type() + " body must be " + what + " (operation \"" + operation.name() + "\")");
    }

    /** Adds an input for each name that a template of the operation asks for and nothing else supplies. */
    void addTemplateNames(ConsumedOperation operation, BodyShape body, InputCollector inputs) {
        if (body instanceof BodyShape.Template template) {
            String whole = template.kind() != TemplateKind.FORM && template.data() instanceof YamlScalar text
                    ? callersName(text)
                    : null;
            if (whole != null && !inputs.has(whole)) {
                inputs.addOptional(whole, InputLocation.WHOLE_TEMPLATE);
            }
            TemplateLinker.names(template.data(), (name, at) -> addName(name, at, inputs));
        }
        for (OperationInput input : inputs.all()) {
            YamlNode value = input.fixedValue();
            if (value != null) {
                TemplateLinker.names(value, (name, at) -> addName(name, at, inputs));
            }
        }
    }

    private void addName(String name, YamlNode at, InputCollector inputs) {
        if (name.startsWith("$")) {
            return;
        }
        String argument = ArgumentNames.unqualified(name, adapterNamespaces);
        if (argument == null) {
            if (inputs.has(name) || variables.find(name, at) != null) {
                return;
            }
            int dot = name.indexOf('.');
            argument = dot > 0 && inputs.has(name.substring(0, dot)) ? name.substring(0, dot) : name;
        }
        if (!inputs.has(argument)) {
            inputs.addOptional(argument, InputLocation.TEMPLATE);
        }
    }

    private static boolean isEmpty(YamlNode data) {
        if (data instanceof YamlMapping mapping) {
            return mapping.entries().isEmpty();
        }
        if (data instanceof YamlSequence sequence) {
            return sequence.items().isEmpty();
        }
        return data instanceof YamlScalar scalar && scalar.text().isBlank();
    }

    /** The parts of a form written as text, {@code a=1&b={{x}}}: names and values, still with their templates. */
    static List<Map.Entry<String, @Nullable String>> formPairs(String text) {
        List<Map.Entry<String, @Nullable String>> pairs = new ArrayList<>();
        for (String pair : text.trim().split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                pairs.add(
                        equals < 0
                                ? Map.entry(pair, "")
                                : Map.entry(pair.substring(0, equals), pair.substring(equals + 1)));
            }
        }
        return pairs;
    }
}
