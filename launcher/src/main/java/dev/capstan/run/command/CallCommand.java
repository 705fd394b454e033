package dev.capstan.run.command;

import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.Result;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.run.console.Console;
import dev.capstan.run.describe.CallTrace;
import dev.capstan.run.option.EngineOptions;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import dev.capstan.run.option.SandboxMode;
import dev.capstan.run.sandbox.Sandbox;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Calls one unit without a server, and writes its reply to standard output. */
final class CallCommand implements Command {

    @Override
    public void describe(CommandSpec spec) {
        Options.parameter(spec, 0, "DOCUMENT", "a capability document (YAML)");
        Options.parameter(spec, 1, "UNIT", "an operation or tool: its name, or NAMESPACE.NAME where several have it");
        Options.parameters(
                spec,
                2,
                "0..*",
                "NAME=VALUE",
                "arguments; a value is JSON where its parameter is no string, and repeated ones are a list");
        Options.value(spec, "--body", "TEXT|@FILE", "the whole body, JSON or text");
        Options.flag(
                spec,
                "--explain",
                "show the upstream request, secrets masked, and what each attempt came to, on standard error");
        Options.flag(spec, "--dry-run", "show the upstream request, and send nothing");
        SandboxMode.describe(spec);
        EngineOptions.describe(spec);
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        CallTrace trace = Options.isSet(arguments, "--explain") ? new CallTrace() : null;
        try (Sandbox sandbox = SandboxMode.start(arguments, console);
                Engine engine = build(arguments, sandbox, trace)) {
            SandboxMode.teach(sandbox, engine);
            UnitChoice unit = UnitChoice.find(engine, arguments.matchedPositionalValue(1, ""));
            Map<String, Object> values = CallArguments.read(
                    unit, arguments.matchedPositionalValue(2, List.of()), Options.value(arguments, "--body"));
            if (Options.isSet(arguments, "--dry-run")) {
                return show(engine.preview(unit.reference(), values), console.out());
            }
            if (trace != null) {
                int unused = show(engine.preview(unit.reference(), values), console.err());
            }
            return call(engine, unit, values, trace, console);
        }
    }

    private static Engine build(ParseResult arguments, @Nullable Sandbox sandbox, @Nullable CallTrace trace) {
        EngineBuilder builder = EngineOptions.builder(arguments)
                .configuration(EngineOptions.configuration(arguments))
                .placeholderVariables(Options.isSet(arguments, "--dry-run"))
                .document(Path.of(arguments.matchedPositionalValue(0, "")));
        if (trace != null) {
            builder.observer(trace);
        }
        return SandboxMode.redirect(builder, sandbox).build();
    }

    private static int call(
            Engine engine, UnitChoice unit, Map<String, Object> values, @Nullable CallTrace trace, Console console) {
        long begun = System.nanoTime();
        try {
            Result result =
                    engine.call(unit.reference(), values).toCompletableFuture().join();
            if (trace != null) {
                trace.lines().forEach(console.err()::println);
                console.err()
                        .println("status " + result.status() + " after "
                                + CallTrace.duration(System.nanoTime() - begun)
                                + ", " + result.bytes().length + " bytes");
            }
            return reply(result, console);
        } catch (CompletionException failure) {
            if (trace != null) {
                trace.lines().forEach(console.err()::println);
                console.err().println("no reply after " + CallTrace.duration(System.nanoTime() - begun));
            }
            if (failure.getCause() instanceof CallFailedException failed) {
                throw failed;
            }
            throw failure;
        }
    }

    private static int reply(Result result, Console console) {
        byte[] bytes = result.bytes();
        console.out().write(bytes, 0, bytes.length);
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            console.out().println();
        }
        console.out().flush();
        if (result.isError()) {
            console.err().println("naftiko-run: the upstream answered with status " + result.status());
            return ExitCode.FAILURE;
        }
        return ExitCode.SUCCESS;
    }

    private static int show(@Nullable RequestPreview preview, PrintStream to) {
        if (preview == null) {
            to.println("no request: the document itself holds the reply");
            return ExitCode.SUCCESS;
        }
        to.println(preview.method() + " " + preview.uri());
        preview.headers().forEach(header -> to.println(header.getKey() + ": " + header.getValue()));
        if (preview.body() != null) {
            to.println();
            to.println(preview.body());
        }
        preview.problems().forEach(problem -> to.println("not sent: " + problem));
        return preview.problems().isEmpty() ? ExitCode.SUCCESS : ExitCode.FAILURE;
    }
}
