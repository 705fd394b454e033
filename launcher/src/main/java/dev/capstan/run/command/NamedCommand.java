package dev.capstan.run.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command by its name, with its options.
 *
 * @param line reads its arguments and prints its help
 */
record NamedCommand(String name, Command command, CommandLine line) {

    /** Describes a command's options. */
    static NamedCommand of(String name, String summary, Command command) {
        CommandSpec spec = CommandSpec.create().name(CommandTable.PROGRAM + " " + name);
        spec.usageMessage().description(summary).width(100);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this")
                .build());
        command.describe(spec);
        spec.parser().collectErrors(true);
        CommandLine line = new CommandLine(spec).setExpandAtFiles(false).setUnmatchedOptionsArePositionalParams(false);
        return new NamedCommand(name, command, line);
    }
}
