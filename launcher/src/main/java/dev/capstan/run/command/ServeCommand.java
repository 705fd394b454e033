package dev.capstan.run.command;

import dev.capstan.adapter.mcp.McpStdio;
import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.run.console.Console;
import dev.capstan.run.describe.DiagnosticLines;
import dev.capstan.run.describe.ReadyFile;
import dev.capstan.run.describe.ServingTable;
import dev.capstan.run.logging.CallLog;
import dev.capstan.run.logging.RequestLog;
import dev.capstan.run.option.EngineOptions;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.ListenerOptions;
import dev.capstan.run.option.Options;
import dev.capstan.run.option.ResultOptions;
import dev.capstan.run.option.SandboxMode;
import dev.capstan.run.option.UsageException;
import dev.capstan.run.reload.ReloadSignal;
import dev.capstan.run.reload.Reloads;
import dev.capstan.run.reload.WatchMode;
import dev.capstan.run.sandbox.Sandbox;
import dev.capstan.transport.netty.NettyHttpTransport;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Serves documents until it is told to end. */
final class ServeCommand implements Command {
    private final long begun = System.nanoTime();
    private final StopSignal stop;
    private final ReloadSignal reload;
    private final InputStream in;

    /**
     * The command.
     *
     * @param stop ends it
     * @param reload has its documents read anew
     * @param in the standard input, for documents that are served over it
     */
    ServeCommand(StopSignal stop, ReloadSignal reload, InputStream in) {
        this.stop = stop;
        this.reload = reload;
        this.in = in;
    }

    @Override
    public void describe(CommandSpec spec) {
        Options.parameters(spec, 0, "1..*", "DOCUMENT", "capability documents (YAML)");
        SandboxMode.describe(spec);
        EngineOptions.describe(spec);
        ListenerOptions.describe(spec);
        ResultOptions.describe(spec);
        Options.flag(spec, "--keep-going", "leave out documents that cannot be served, and serve the others");
        Options.flag(spec, "--all-or-nothing", "refuse a document of which any operation or tool cannot be served");
        Options.value(spec, "--ready-file", "FILE", "write what is served where, as JSON, once everything listens");
        WatchMode.describe(spec);
        Options.flag(spec, "--access-log", "log each request and each call of a unit to standard error");
        Options.flag(spec, "--dry-run", "load and report, and do not listen");
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        stop.handle();
        try (Sandbox sandbox = SandboxMode.start(arguments, console);
                Engine engine = build(arguments, sandbox)) {
            SandboxMode.teach(sandbox, engine);
            report(engine, console);
            if (Options.isSet(arguments, "--dry-run")) {
                console.out().print(ServingTable.dryRun(engine.documents()));
                return ExitCode.SUCCESS;
            }
            if (Options.isSet(arguments, "--access-log")) {
                NettyHttpTransport.of(engine.context()).accessLog(new RequestLog());
            }
            McpStdio stdio = overStdio(engine);
            engine.start();
            // Standard output is the client's where there is one.
            announce(arguments, engine, sandbox, stdio == null ? console : new Console(console.err(), console.err()));
            Path readyFile = Options.path(arguments, "--ready-file");
            Reloads reloads = new Reloads(engine, console.err(), () -> {
                SandboxMode.teach(sandbox, engine);
                if (readyFile != null) {
                    ReadyFile.write(readyFile, engine.documents());
                }
            });
            reload.handle(() -> reloads.run("SIGHUP"));
            try (WatchMode watch = WatchMode.start(arguments, reloads)) {
                if (stdio != null) {
                    return StandardStreams.serve(stdio, in, console, stop);
                }
                stop.await();
            }
            console.err().println("naftiko-run: ending; calls on their way are waited for");
            return ExitCode.SUCCESS;
        }
    }

    private static Engine build(ParseResult arguments, @Nullable Sandbox sandbox) {
        EngineConfiguration configuration = ResultOptions.apply(
                arguments, ListenerOptions.apply(arguments, EngineOptions.configuration(arguments)));
        EngineBuilder builder = SandboxMode.redirect(EngineOptions.builder(arguments), sandbox)
                .configuration(configuration)
                .keepGoing(Options.isSet(arguments, "--keep-going"))
                .allOrNothing(Options.isSet(arguments, "--all-or-nothing"));
        if (Options.isSet(arguments, "--access-log")) {
            builder.observer(new CallLog());
        }
        List<String> documents = arguments.matchedPositionalValue(0, List.of());
        documents.forEach(document -> builder.document(Path.of(document)));
        return builder.build();
    }

    private static @Nullable McpStdio overStdio(Engine engine) {
        List<McpStdio> all =
                McpStdio.of(engine.context()).stream().filter(McpStdio::isStdio).toList();
        if (all.size() > 1) {
            throw UsageException.of(
                    "several adapters are to be served over standard input and output, which are there once: "
                            + all.stream()
                                    .map(adapter -> adapter.namespace() + " of " + adapter.file())
                                    .collect(Collectors.joining(", "))
                            + "; serve each in a process of its own, with naftiko-run mcp");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    /** Tells what was found in the documents. */
    static void report(Engine engine, Console console) {
        List<Diagnostic> found = engine.documents().stream()
                .flatMap(document -> document.diagnostics().stream())
                .toList();
        DiagnosticLines.diagnostics(found, console.err());
        engine.documents().stream()
                .filter(DocumentStatus::serving)
                .forEach(document -> DiagnosticLines.leftOut(document, console.err()));
    }

    private void announce(ParseResult arguments, Engine engine, @Nullable Sandbox sandbox, Console console) {
        List<DocumentStatus> documents = engine.documents();
        StringBuilder table = new StringBuilder(ServingTable.serving(documents));
        if (sandbox != null) {
            table.append("Sandbox in place of every upstream; what it received: ")
                    .append(sandbox.origin())
                    .append("/__sandbox/requests\n");
        }
        table.append(ready()).append(" Ctrl-C ends.\n");
        console.out().print(table);
        console.out().flush();
        Path readyFile = Options.path(arguments, "--ready-file");
        if (readyFile != null) {
            ReadyFile.write(readyFile, documents);
        }
    }

    /** Since the command began: when the process did is only known to the second on some systems. */
    private String ready() {
        return String.format(Locale.ROOT, "Ready after %.2f s.", (System.nanoTime() - begun) / 1e9);
    }
}
