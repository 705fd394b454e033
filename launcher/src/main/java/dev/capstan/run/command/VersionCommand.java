package dev.capstan.run.command;

import dev.capstan.run.console.Console;
import dev.capstan.run.option.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints the versions of this program and of Java. */
final class VersionCommand implements Command {
    @Override
    public void describe(CommandSpec spec) {
        // It has no options of its own.
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        console.out().println(CommandTable.PROGRAM + " " + CommandRunner.version() + ", Java " + Runtime.version());
        return ExitCode.SUCCESS;
    }
}
