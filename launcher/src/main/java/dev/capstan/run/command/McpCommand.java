package dev.capstan.run.command;

import dev.capstan.adapter.mcp.McpStdio;
import dev.capstan.engine.Engine;
import dev.capstan.run.console.Console;
import dev.capstan.run.option.EngineOptions;
import dev.capstan.run.option.Options;
import dev.capstan.run.option.ResultOptions;
import dev.capstan.run.option.SandboxMode;
import dev.capstan.run.option.UsageException;
import dev.capstan.run.reload.ReloadSignal;
import dev.capstan.run.reload.Reloads;
import dev.capstan.run.reload.WatchMode;
import dev.capstan.run.sandbox.Sandbox;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Serves one MCP adapter of a document over the standard streams, whatever its transport, and opens no port. */
final class McpCommand implements Command {
    private final StopSignal stop;
    private final ReloadSignal reload;
    private final InputStream in;

    /**
     * The command.
     *
     * @param stop ends it
     * @param reload has its documents read anew
     * @param in the standard input
     */
    McpCommand(StopSignal stop, ReloadSignal reload, InputStream in) {
        this.stop = stop;
        this.reload = reload;
        this.in = in;
    }

    @Override
    public void describe(CommandSpec spec) {
        Options.parameter(spec, 0, "DOCUMENT", "a capability document (YAML)");
        Options.value(spec, "--adapter", "NAMESPACE", "the MCP adapter to serve, where the document has several");
        ResultOptions.describe(spec);
        SandboxMode.describe(spec);
        EngineOptions.describe(spec);
        WatchMode.describe(spec);
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        stop.handle();
        try (Sandbox sandbox = SandboxMode.start(arguments, console);
                Engine engine = build(arguments, sandbox)) {
            SandboxMode.teach(sandbox, engine);
            ServeCommand.report(engine, console);
            McpStdio adapter = McpChoice.one(engine, Options.value(arguments, "--adapter"));
            if (adapter.asksForCredentials()) {
                throw UsageException.of("the adapter " + adapter.namespace()
                        + " asks its callers for credentials, which standard streams do not carry: serve it over HTTP");
            }
            Reloads reloads = new Reloads(engine, console.err(), () -> SandboxMode.teach(sandbox, engine));
            reload.handle(() -> reloads.run("SIGHUP"));
            try (WatchMode watch = WatchMode.start(arguments, reloads)) {
                return StandardStreams.serve(adapter, in, console, stop);
            }
        }
    }

    private static Engine build(ParseResult arguments, @Nullable Sandbox sandbox) {
        return SandboxMode.redirect(EngineOptions.builder(arguments), sandbox)
                .configuration(ResultOptions.apply(arguments, EngineOptions.configuration(arguments)))
                .document(Path.of(arguments.matchedPositionalValue(0, "")))
                .build();
    }
}
