package dev.capstan.document.model;

import static dev.capstan.document.model.Fields.mappings;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a document consumes. */
final class ConsumesReader {
    private ConsumesReader() {}

    static List<Consumes> consumes(YamlMapping owner) {
        return mappings(owner, "consumes", ConsumesReader::entry);
    }

    private static Consumes entry(YamlMapping node) {
        if (node.has("import") || node.has("location") && !node.has("baseUri") && !node.has("resources")) {
            return new ConsumesImport(
                    node, node.text("location"), node.text("import"), node.text("as"), node.text("description"));
        }
        String type = node.text("type");
        ConsumesHttp api = api(node);
        return type == null || type.equalsIgnoreCase("http")
                ? api
                : new UnknownConsumes(node, node.text("namespace"), type, api);
    }

    private static ConsumesHttp api(YamlMapping node) {
        YamlMapping authentication = node.mapping("authentication");
        if (authentication == null) {
            authentication = node.mapping("auth");
        }
        return new ConsumesHttp(
                node,
                node.text("namespace"),
                node.text("baseUri"),
                node.text("description"),
                inputs(node),
                AuthenticationReader.authentication(authentication),
                mappings(node, "resources", ConsumesReader::resource));
    }

    private static ConsumedResource resource(YamlMapping node) {
        return new ConsumedResource(
                node,
                node.text("name"),
                node.text("path"),
                node.text("label"),
                node.text("description"),
                inputs(node),
                mappings(node, "operations", ConsumesReader::operation));
    }

    private static ConsumedOperation operation(YamlMapping node) {
        String name = node.text("name");
        String method = node.text("method");
        String format = node.text("outputRawFormat");
        return new ConsumedOperation(
                node,
                name != null ? name : node.text("id"),
                method == null ? "GET" : method.toUpperCase(Locale.ROOT),
                node.text("path"),
                node.text("label"),
                node.text("description"),
                inputs(node),
                format == null ? "json" : format.toLowerCase(Locale.ROOT),
                node.text("outputSchema"),
                mappings(
                        node,
                        "outputParameters",
                        output -> new ConsumedOutput(
                                output, output.text("name"), output.text("type"), output.text("value"))),
                body(node));
    }

    private static @Nullable RequestBody body(YamlMapping operation) {
        var body = Fields.value(operation, "body");
        if (body instanceof YamlMapping mapping) {
            return new RequestBody(mapping, mapping.text("type"), Fields.value(mapping, "data"));
        }
        return body instanceof YamlScalar text ? new RequestBody(text, null, text) : null;
    }

    static List<ConsumedInput> inputs(YamlMapping owner) {
        return mappings(owner, "inputParameters", node -> {
            String name = node.text("name");
            return name == null
                    ? null
                    : new ConsumedInput(
                            node,
                            name,
                            ParameterLocation.of(node.text("in")),
                            node.text("type"),
                            Fields.booleanOf(node, "required"),
                            node.text("description"),
                            Fields.value(node, "value"));
        });
    }
}
