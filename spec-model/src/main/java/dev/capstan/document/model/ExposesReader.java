package dev.capstan.document.model;

import static dev.capstan.document.model.Fields.booleanOf;
import static dev.capstan.document.model.Fields.booleanOr;
import static dev.capstan.document.model.Fields.integer;
import static dev.capstan.document.model.Fields.mappings;
import static dev.capstan.document.model.Fields.strings;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a document exposes. */
final class ExposesReader {
    private ExposesReader() {}

    static Expose expose(YamlMapping node) {
        String type = node.text("type");
        Integer port = integer(node, "port");
        Authentication authentication = AuthenticationReader.authentication(node.mapping("authentication"));
        return switch (type == null ? "" : type) {
            case "rest" ->
                new RestExpose(
                        node,
                        node.text("namespace"),
                        port,
                        node.text("address"),
                        node.text("description"),
                        authentication,
                        mappings(node, "resources", ExposesReader::resource));
            case "mcp" ->
                new McpExpose(
                        node,
                        node.text("namespace"),
                        node.text("transport"),
                        port,
                        node.text("address"),
                        node.text("description"),
                        authentication,
                        mappings(node, "tools", ExposesReader::tool),
                        mappings(node, "resources", ExposesReader::mcpResource),
                        mappings(node, "prompts", ExposesReader::prompt));
            case "skill" ->
                new SkillExpose(
                        node,
                        node.text("namespace"),
                        port,
                        node.text("address"),
                        node.text("description"),
                        authentication,
                        mappings(node, "skills", ExposesReader::skill));
            case "control" ->
                new ControlExpose(
                        node,
                        port,
                        node.text("address"),
                        authentication,
                        node.mapping("management"),
                        node.mapping("observability"));
            default ->
                new UnknownExpose(
                        node,
                        node.text("namespace"),
                        type == null ? "" : type,
                        port,
                        node.text("address"),
                        authentication,
                        Stream.concat(
                                        mappings(node, "operations", ExposesReader::tool).stream(),
                                        mappings(node, "tools", ExposesReader::tool).stream())
                                .toList());
        };
    }

    private static ExposedResource resource(YamlMapping node) {
        YamlMapping forward = node.mapping("forward");
        return new ExposedResource(
                node,
                node.text("path"),
                node.text("name"),
                node.text("label"),
                node.text("description"),
                inputs(node),
                mappings(node, "operations", ExposesReader::operation),
                forward == null
                        ? null
                        : new Forward(
                                forward,
                                node.text("name"),
                                node.text("description"),
                                forward.text("targetNamespace"),
                                strings(forward, "trustedHeaders")));
    }

    private static ExposedOperation operation(YamlMapping node) {
        String method = node.text("method");
        return new ExposedOperation(
                node,
                method == null ? "GET" : method.toUpperCase(Locale.ROOT),
                node.text("name"),
                node.text("label"),
                node.text("description"),
                inputs(node),
                node.text("ref"),
                node.text("call"),
                UnitReader.with(node),
                UnitReader.outputParameters(node),
                UnitReader.steps(node),
                UnitReader.stepMappings(node));
    }

    private static List<ExposedInput> inputs(YamlMapping owner) {
        return mappings(owner, "inputParameters", node -> {
            String name = node.text("name");
            return name == null
                    ? null
                    : new ExposedInput(
                            node,
                            name,
                            ParameterLocation.of(node.text("in")),
                            node.text("type"),
                            node.text("description"),
                            booleanOf(node, "required"),
                            node.text("pattern"),
                            Fields.value(node, "value"));
        });
    }

    private static Tool tool(YamlMapping node) {
        return new Tool(
                node,
                node.text("name"),
                node.text("label"),
                node.text("description"),
                UnitReader.toolInputs(node),
                node.text("ref"),
                node.text("call"),
                UnitReader.with(node),
                UnitReader.steps(node),
                UnitReader.stepMappings(node),
                hints(node.mapping("hints")),
                UnitReader.outputParameters(node));
    }

    private static @Nullable Hints hints(@Nullable YamlMapping node) {
        return node == null
                ? null
                : new Hints(
                        node,
                        booleanOf(node, "readOnly"),
                        booleanOf(node, "destructive"),
                        booleanOf(node, "idempotent"),
                        booleanOf(node, "openWorld"));
    }

    private static McpResource mcpResource(YamlMapping node) {
        return new McpResource(
                node,
                node.text("name"),
                node.text("label"),
                node.text("uri"),
                node.text("description"),
                node.text("mimeType"),
                node.text("call"),
                UnitReader.with(node),
                UnitReader.steps(node),
                UnitReader.stepMappings(node),
                UnitReader.outputParameters(node),
                node.text("location"));
    }

    private static Prompt prompt(YamlMapping node) {
        return new Prompt(
                node,
                node.text("name"),
                node.text("label"),
                node.text("description"),
                mappings(
                        node,
                        "arguments",
                        argument -> new PromptArgument(
                                argument,
                                argument.text("name"),
                                argument.text("label"),
                                argument.text("description"),
                                booleanOr(argument, "required", true))),
                mappings(
                        node,
                        "template",
                        message -> new PromptMessage(message, message.text("role"), message.text("content"))),
                node.text("location"));
    }

    private static Skill skill(YamlMapping node) {
        return new Skill(
                node,
                node.text("name"),
                node.text("description"),
                node.text("license"),
                node.text("compatibility"),
                Fields.texts(node, "metadata"),
                node.text("allowed-tools"),
                node.text("argument-hint"),
                booleanOr(node, "user-invocable", true),
                booleanOr(node, "disable-model-invocation", false),
                node.text("location"),
                mappings(node, "tools", tool -> {
                    YamlMapping from = tool.mapping("from");
                    return new SkillTool(
                            tool,
                            tool.text("name"),
                            tool.text("description"),
                            from == null ? null : from.text("sourceNamespace"),
                            from == null ? null : from.text("action"),
                            tool.text("instruction"));
                }));
    }
}
