package dev.capstan.run.command;

import dev.capstan.engine.DocumentException;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.run.describe.DiagnosticLines;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.OptionHints;
import dev.capstan.run.option.UsageException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Finds the command, reads its arguments, runs it, and turns what goes wrong into words and an exit code. */
public final class CommandRunner {
    private static final String NAME = "naftiko-run";

    private final CommandTable commands;
    private final Console console;

    public CommandRunner(CommandTable commands, Console console) {
        this.commands = commands;
        this.console = console;
    }

    public int run(String[] args) {
        if (args.length == 0) {
            console.err().println(overview());
            return ExitCode.MISUSE;
        }
        switch (args[0]) {
            case "-h", "--help", "help" -> {
                console.out().println(overview());
                return ExitCode.SUCCESS;
            }
            case "-V", "--version" -> {
                console.out().println(NAME + " " + version() + ", Java " + Runtime.version());
                return ExitCode.SUCCESS;
            }
            default -> {
                CommandTable.Entry named = commands.entry(args[0]);
                return named != null
                        ? run(args[0], named, Arrays.asList(args).subList(1, args.length))
                        : run(CommandTable.DEFAULT, serve(), Arrays.asList(args));
            }
        }
    }

    private CommandTable.Entry serve() {
        CommandTable.Entry serve = commands.entry(CommandTable.DEFAULT);
        if (serve == null) {
            throw new IllegalStateException("the default command is not in the table");
        }
        return serve;
    }

    private int run(String name, CommandTable.Entry entry, List<String> args) {
        Command command = entry.factory().get();
        CommandSpec spec = CommandSpec.create().name(NAME + " " + name);
        spec.usageMessage().description(entry.summary()).width(100);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this")
                .build());
        command.describe(spec);
        CommandLine line = new CommandLine(spec).setExpandAtFiles(false).setUnmatchedOptionsArePositionalParams(false);
        try {
            ParseResult arguments = line.parseArgs(args.toArray(String[]::new));
            if (arguments.isUsageHelpRequested()) {
                line.usage(console.out());
                return ExitCode.SUCCESS;
            }
            return command.run(arguments, console);
        } catch (ParameterException wrong) {
            console.err().println(NAME + ": " + wrong.getMessage());
            console.err().println("'" + NAME + " " + name + " --help' lists what can be asked.");
            return ExitCode.MISUSE;
        } catch (DocumentException wrong) {
            DiagnosticLines.diagnostics(wrong.diagnostics(), console.err());
            return ExitCode.FAILURE;
        } catch (UsageException refusal) {
            console.err().println(NAME + ": " + refusal.getMessage());
            return refusal.exitCode();
        } catch (InvalidSettingException wrong) {
            String hint = OptionHints.of(wrong);
            console.err().println(NAME + ": " + wrong.getMessage() + (hint.isEmpty() ? "" : "; use " + hint));
            return ExitCode.FAILURE;
        } catch (CallFailedException failed) {
            console.err()
                    .println(NAME + ": " + failed.failure().detail() + " ["
                            + failed.failure().code() + "]");
            return ExitCode.FAILURE;
        } catch (InvalidPathException wrong) {
            console.err().println(NAME + ": not a file's name: " + wrong.getInput());
            return ExitCode.MISUSE;
        } catch (RuntimeException defect) {
            LoggerFactory.getLogger(CommandRunner.class).debug("a defect", defect);
            console.err()
                    .println(NAME + ": a defect of the program, not of your document (" + defect
                            + "); '--log-level debug' shows where. Please report it.");
            return ExitCode.FAILURE;
        }
    }

    private String overview() {
        StringBuilder text = new StringBuilder("Usage: " + NAME + " [COMMAND] DOCUMENT... [OPTIONS]\n\n"
                + "Runs capability documents: each becomes a REST API, and tools for AI agents.\n\nCommands:\n");
        commands.listed().forEach((name, entry) -> text.append(String.format("  %-10s %s%n", name, entry.summary())));
        return text.append("\n'")
                .append(NAME)
                .append(" COMMAND --help' lists a command's options.\n\nTry: ")
                .append(NAME)
                .append(" DOCUMENT --sandbox")
                .toString();
    }

    /** The packaged version; a remark that there is none where there is none. */
    static String version() {
        String version = CommandRunner.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
