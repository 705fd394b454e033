package dev.capstan.run.option;

import dev.capstan.document.linked.LinkedApi;
import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.run.console.Console;
import dev.capstan.run.sandbox.CalledPath;
import dev.capstan.run.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Points an engine at a sandbox instead of at the upstreams that its documents name. */
public final class SandboxMode {
    private static final String OPTION = "--sandbox";

    private SandboxMode() {}

    /** Adds the option to a command. */
    public static void describe(CommandSpec spec) {
        Options.flag(
                spec,
                OPTION,
                "call a small upstream in memory instead of the real ones; missing variables get placeholders");
    }

    /** Starts a sandbox if one is asked for; null otherwise. */
    public static @Nullable Sandbox start(ParseResult arguments, Console console) {
        return Options.isSet(arguments, OPTION) ? Sandbox.start(console.err()::println) : null;
    }

    /** Calls the sandbox wherever no base URI is set by name. */
    public static EngineBuilder redirect(EngineBuilder builder, @Nullable Sandbox sandbox) {
        return sandbox == null
                ? builder
                : builder.baseUriForAll(sandbox.origin()).placeholderVariables(true);
    }

    /** Tells the sandbox what the engine's documents call. */
    public static void teach(@Nullable Sandbox sandbox, Engine engine) {
        if (sandbox == null) {
            return;
        }
        List<CalledPath> paths = new ArrayList<>();
        for (DocumentStatus document : engine.documents()) {
            if (document.linked() != null) {
                for (LinkedApi api : document.linked().apis()) {
                    api.operations()
                            .forEach(operation -> paths.add(new CalledPath(operation.method(), operation.path())));
                }
            }
        }
        sandbox.expect(paths);
    }
}
