package dev.capstan.run.command;

import dev.capstan.run.completion.CompletedCommand;
import dev.capstan.run.completion.CompletionScripts;
import dev.capstan.run.console.Console;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import dev.capstan.run.option.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints the script by which a shell completes command lines of this program. */
final class CompletionCommand implements Command {
    private final CommandTable commands;

    CompletionCommand(CommandTable commands) {
        this.commands = commands;
    }

    @Override
    public void describe(CommandSpec spec) {
        Options.parameter(
                spec,
                0,
                "SHELL",
                "bash, zsh or fish; each script says in its first lines how it is loaded",
                CompletionScripts.shells());
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        String shell = arguments.matchedPositionalValue(0, "");
        if (!CompletionScripts.shells().contains(shell)) {
            throw UsageException.misuse("there is completion for " + String.join(", ", CompletionScripts.shells())
                    + ", and not for " + shell);
        }
        List<CompletedCommand> completed = new ArrayList<>();
        commands.listed()
                .forEach((name, summary) -> completed.add(CompletedCommand.of(
                        name, summary, commands.named(name).line().getCommandSpec())));
        console.out().print(CompletionScripts.of(shell, completed));
        console.out().flush();
        return ExitCode.SUCCESS;
    }
}
