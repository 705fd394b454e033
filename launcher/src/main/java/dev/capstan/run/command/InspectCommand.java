package dev.capstan.run.command;

import dev.capstan.adapter.mcp.McpStdio;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.run.console.Console;
import dev.capstan.run.describe.PrettyJson;
import dev.capstan.run.inspect.AgentView;
import dev.capstan.run.inspect.AgentViewText;
import dev.capstan.run.inspect.InspectedServer;
import dev.capstan.run.option.EngineOptions;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import dev.capstan.run.option.ResultOptions;
import dev.capstan.run.option.SandboxMode;
import dev.capstan.run.option.UsageException;
import dev.capstan.run.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows what an agent sees of a document, asked of its MCP adapters themselves, or one exchange of messages with one of them. */
final class InspectCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.parameter(spec, 0, "DOCUMENT", "a capability document (YAML)");
        Options.optionalParameter(
                spec, 1, "TOOL", "a tool to call, as an agent would; without it, all that an agent sees", List.of());
        Options.parameters(
                spec,
                2,
                "0..*",
                "NAME=VALUE",
                "its arguments; a value is JSON where its argument is no string, and repeated ones are a list");
        Options.value(spec, "--adapter", "NAMESPACE", "the MCP adapter, where the document has several");
        Options.value(spec, "--method", "METHOD", "send a request of that method, such as prompts/get");
        Options.value(spec, "--params", "JSON", "the parameters of that request");
        Options.flag(spec, "--messages", "show the messages as they are sent, on standard error");
        Options.flag(spec, "--json", "for programs");
        ResultOptions.describe(spec);
        SandboxMode.describe(spec);
        EngineOptions.describe(spec);
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        String tool = arguments.matchedPositionalValue(1, (String) null);
        String method = Options.value(arguments, "--method");
        String params = Options.value(arguments, "--params");
        if (method != null && tool != null) {
            throw UsageException.misuse("a tool is called, or a request of another --method is sent: not both at once");
        }
        if (method == null && params != null) {
            throw UsageException.misuse("--params are those of a --method");
        }
        boolean isOverview = tool == null && method == null;
        try (Sandbox sandbox = SandboxMode.start(arguments, console);
                Engine engine = build(arguments, sandbox, isOverview)) {
            SandboxMode.teach(sandbox, engine);
            ServeCommand.report(engine, console);
            String adapter = Options.value(arguments, "--adapter");
            if (isOverview) {
                return show(McpChoice.all(engine, adapter), arguments, console);
            }
            McpStdio one = McpChoice.one(engine, adapter);
            try (InspectedServer server = InspectedServer.begin(one, messages(arguments, console))) {
                ObjectNode sent = method == null
                        ? call(server, String.valueOf(tool), arguments.matchedPositionalValue(2, List.of()))
                        : params(params);
                server.tell(console.out()::println);
                JsonNode reply = server.request(method == null ? "tools/call" : method, sent);
                boolean failed =
                        reply.has("error") || reply.at("/result/isError").asBoolean(false);
                return failed ? ExitCode.FAILURE : ExitCode.SUCCESS;
            }
        }
    }

    private static Engine build(ParseResult arguments, @Nullable Sandbox sandbox, boolean isOverview) {
        EngineBuilder builder = SandboxMode.redirect(EngineOptions.builder(arguments), sandbox)
                .configuration(ResultOptions.apply(arguments, EngineOptions.configuration(arguments)))
                .document(Path.of(arguments.matchedPositionalValue(0, "")));
        // Nothing is called, and no secret is needed.
        return (isOverview ? builder.placeholderVariables(true) : builder).build();
    }

    private static Consumer<String> messages(ParseResult arguments, Console console) {
        return Options.isSet(arguments, "--messages") ? console.err()::println : message -> {};
    }

    private static int show(List<McpStdio> adapters, ParseResult arguments, Console console) {
        ArrayNode views = JsonNodeFactory.instance.arrayNode();
        for (McpStdio adapter : adapters) {
            try (InspectedServer server = InspectedServer.begin(adapter, messages(arguments, console))) {
                views.add(AgentView.of(adapter.namespace(), server));
            }
        }
        if (Options.isSet(arguments, "--json")) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.set("adapters", views);
            console.out().println(PrettyJson.of(all));
        } else {
            views.forEach(view -> console.out().print(AgentViewText.of(view)));
        }
        return ExitCode.SUCCESS;
    }

    /** The parameters of a call, each argument read as the tool's schema wants it. */
    private static ObjectNode call(InspectedServer server, String tool, List<String> written) {
        JsonNode properties = server.tool(tool).at("/inputSchema/properties");
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", tool);
        ObjectNode values = params.putObject("arguments");
        CallArguments.named(written, name -> properties.path(name).path("type").asString(null))
                .forEach(values::set);
        return params;
    }

    private static ObjectNode params(@Nullable String params) {
        try {
            if (params == null) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (JsonMapper.shared().readTree(params) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notJson) {
            // Told below.
        }
        throw UsageException.misuse("--params must be a JSON object");
    }
}
