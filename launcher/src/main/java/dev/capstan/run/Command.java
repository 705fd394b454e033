package dev.capstan.run;

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
     * @throws Refusal when it cannot
     */
    int run(ParseResult arguments, Console console);
}
