package dev.capstan.run.option;

import dev.capstan.engine.Engine;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.configuration.ConfigurationReader;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.variable.VariableSource;
import dev.capstan.run.logging.LogLevel;
import dev.capstan.run.logging.Logging;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that say how documents are loaded, alike in all commands. */
public final class EngineOptions {
    private EngineOptions() {}

    /** Adds these options to a command. */
    public static void describe(CommandSpec spec) {
        Options.values(spec, "--bind", "NAME=VALUE", "the value of a variable; wins over environment and files");
        Options.value(spec, "--env-file", "FILE", "variables, one NAME=value a line; asked after the environment");
        Options.values(spec, "--base-uri", "NAMESPACE=URI", "where a consumed API is, whatever the document says");
        Options.value(
                spec, "--config", "FILE", "timeouts, limits, pool sizes and trust, for all and by namespace (YAML)");
        Options.flag(
                spec,
                "--infer-paths",
                "append path parameters that a path has no place for, instead of leaving such operations out");
        Options.choice(
                spec,
                "--log-level",
                "LEVEL",
                "trace, debug, info, warn (when not given) or error",
                List.of("trace", "debug", "info", "warn", "error"));
        Options.choice(
                spec,
                "--log-format",
                "FORMAT",
                "text (when not given), or json for one JSON object a line",
                List.of("text", "json"));
    }

    /** The operator's configuration; the defaults when there is none. */
    public static EngineConfiguration configuration(ParseResult arguments) {
        Path file = Options.path(arguments, "--config");
        return file == null ? EngineConfiguration.DEFAULT : ConfigurationReader.read(file);
    }

    /** A builder that has everything these options say, but the configuration. */
    public static EngineBuilder builder(ParseResult arguments) {
        setLogFormat(Options.value(arguments, "--log-format"));
        setLogLevel(Options.value(arguments, "--log-level"));
        EngineBuilder builder = Engine.builder().inferPaths(Options.isSet(arguments, "--infer-paths"));
        for (NamedValue bind : NamedValue.all(Options.values(arguments, "--bind"), "--bind", "NAME=VALUE")) {
            builder.bind(bind.name(), bind.value());
        }
        List<String> baseUris = Options.values(arguments, "--base-uri");
        for (NamedValue baseUri : NamedValue.all(baseUris, "--base-uri", "NAMESPACE=URI")) {
            builder.baseUri(baseUri.name(), baseUri.value());
        }
        builder.variables(VariableSource.environment());
        Path envFile = Options.path(arguments, "--env-file");
        if (envFile != null) {
            builder.variables(VariableSource.envFile(envFile));
        }
        return builder;
    }

    private static void setLogFormat(@Nullable String name) {
        if (name == null || name.equals("text")) {
            return;
        }
        if (!name.equals("json")) {
            throw UsageException.misuse("--log-format is text or json, and not " + name);
        }
        Logging.asJson();
    }

    private static void setLogLevel(@Nullable String name) {
        if (name == null) {
            return;
        }
        try {
            Logging.level(LogLevel.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            throw UsageException.misuse("--log-level is trace, debug, info, warn or error, and not " + name);
        }
    }
}
