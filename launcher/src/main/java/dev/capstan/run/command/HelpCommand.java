package dev.capstan.run.command;

import dev.capstan.run.console.Console;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the commands, or the options of one. */
final class HelpCommand implements Command {
    private final CommandTable commands;

    HelpCommand(CommandTable commands) {
        this.commands = commands;
    }

    @Override
    public void describe(CommandSpec spec) {
        List<String> names = new ArrayList<>(commands.listed().keySet());
        Options.optionalParameter(
                spec, 0, "COMMAND", "the command whose options are listed; all commands when left out", names);
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        String name = arguments.matchedPositionalValue(0, "");
        if (name.isEmpty()) {
            console.out().println(overview(commands.listed()));
        } else {
            commands.named(name).line().usage(console.out());
        }
        return ExitCode.SUCCESS;
    }

    /** All commands, with one line for each. */
    static String overview(Map<String, String> summaries) {
        StringBuilder text = new StringBuilder("Usage: " + CommandTable.PROGRAM
                + " [COMMAND] DOCUMENT... [OPTIONS]\n\n"
                + "Runs capability documents: each becomes a REST API, and tools for AI agents.\n\nCommands:\n");
        summaries.forEach((name, summary) -> text.append(String.format("  %-10s %s%n", name, summary)));
        return text.append("\n'")
                .append(CommandTable.PROGRAM)
                .append(" help COMMAND' lists a command's options.\n\nTry: ")
                .append(CommandTable.PROGRAM)
                .append(" DOCUMENT --sandbox")
                .toString();
    }
}
