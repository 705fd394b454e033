package dev.capstan.run.command;

import dev.capstan.run.console.Console;
import dev.capstan.run.option.UsageException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the things that can be asked. Made when it is asked for: describing all options of all commands costs time. */
interface Command {
    /** Adds its options and parameters. */
    void describe(CommandSpec spec);

    /**
     * Does it.
     *
     * @return the exit code
     * @throws UsageException when it cannot
     */
    int run(ParseResult arguments, Console console);
}
