package dev.capstan.run.option;

import dev.capstan.engine.configuration.EngineConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that say what models get of answers; they win over the configuration's file. */
public final class ResultOptions {
    private static final String TOKENS = "--max-result-tokens";
    private static final String SELECT = "--select-argument";

    private ResultOptions() {}

    /** Adds these options to a command. */
    public static void describe(CommandSpec spec) {
        Options.value(
                spec,
                TOKENS,
                "COUNT",
                "cut the results of MCP tools to about so many tokens; JSON stays JSON, and is said to be cut");
        Options.flag(
                spec,
                SELECT,
                "let MCP tools that hand on an upstream's answer take the argument _select, JSONPaths of what is wanted");
    }

    /** The configuration with what was given on the command line. */
    public static EngineConfiguration apply(ParseResult arguments, EngineConfiguration configuration) {
        String tokens = Options.value(arguments, TOKENS);
        boolean selects = Options.isSet(arguments, SELECT);
        return configuration.withServer(configuration.server().toBuilder()
                .maxResultTokens(
                        tokens == null ? configuration.server().results().maxTokens() : count(tokens))
                .selectArgument(selects || configuration.server().results().select())
                .build());
    }

    private static int count(@Nullable String text) {
        try {
            int count = Integer.parseInt(String.valueOf(text));
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw UsageException.misuse(TOKENS + " is a number of tokens, 0 for no limit, and not " + text);
    }
}
