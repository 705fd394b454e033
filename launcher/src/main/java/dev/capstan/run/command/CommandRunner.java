package dev.capstan.run.command;

import dev.capstan.engine.DocumentException;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.run.console.Console;
import dev.capstan.run.describe.DiagnosticLines;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.OptionHints;
import dev.capstan.run.option.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParseResult;

/** Finds the command, reads its arguments, runs it, and turns what goes wrong into a message and an exit code. */
public final class CommandRunner {
    private static final String NAME = CommandTable.PROGRAM;

    private final CommandTable commands;
    private final Console console;

    /** Runs these commands. */
    public CommandRunner(CommandTable commands, Console console) {
        this.commands = commands;
        this.console = console;
    }

    /**
     * Runs a command line.
     *
     * @return the exit code
     */
    public int run(String[] args) {
        if (args.length == 0) {
            console.err().println(HelpCommand.overview(commands.listed()));
            return ExitCode.MISUSE;
        }
        try {
            String name = name(args[0]);
            List<String> all = Arrays.asList(args);
            boolean unnamed = name.equals(CommandTable.DEFAULT) && !args[0].equals(name);
            return run(commands.named(name), unnamed ? all : all.subList(1, all.size()));
        } catch (UsageException wrong) {
            console.err().println(NAME + ": " + wrong.getMessage());
            return wrong.exitCode();
        } catch (RuntimeException failure) {
            return report(failure);
        }
    }

    /** The command that a command line with that first argument runs. */
    private String name(String first) {
        switch (first) {
            case "-h", "--help" -> {
                return "help";
            }
            case "-V", "--version" -> {
                return "version";
            }
            default -> {
                if (commands.has(first)) {
                    return first;
                }
                String near = first.startsWith("-") || isFile(first) ? null : commands.nearest(first);
                if (near != null) {
                    throw UsageException.misuse(
                            "there is no command and no document " + first + "; did you mean " + near + "?");
                }
                return CommandTable.DEFAULT;
            }
        }
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException impossible) {
            return false;
        }
    }

    private int run(NamedCommand named, List<String> args) {
        ParseResult arguments = named.line().parseArgs(args.toArray(String[]::new));
        if (arguments.isUsageHelpRequested()) {
            named.line().usage(console.out());
            return ExitCode.SUCCESS;
        }
        List<String> problems = ArgumentProblems.of(arguments);
        if (problems.isEmpty()) {
            return named.command().run(arguments, console);
        }
        problems.forEach(problem -> console.err().println(NAME + ": " + problem));
        console.err().println("'" + NAME + " help " + named.name() + "' lists its options and parameters.");
        return ExitCode.MISUSE;
    }

    private int report(RuntimeException failure) {
        if (failure instanceof DocumentException wrong) {
            DiagnosticLines.diagnostics(wrong.diagnostics(), console.err());
        } else if (failure instanceof InvalidSettingException wrong) {
            String hint = OptionHints.of(wrong);
            console.err().println(NAME + ": " + wrong.getMessage() + (hint.isEmpty() ? "" : "; use " + hint));
        } else if (failure instanceof CallFailedException failed) {
            console.err()
                    .println(NAME + ": " + failed.failure().detail() + " ["
                            + failed.failure().code() + "]");
        } else if (failure instanceof InvalidPathException wrong) {
            console.err().println(NAME + ": not a file's name: " + wrong.getInput());
            return ExitCode.MISUSE;
        } else {
            LoggerFactory.getLogger(CommandRunner.class).debug("a defect", failure);
            console.err()
                    .println(NAME + ": a defect of the program, not of your document (" + failure
                            + "); '--log-level debug' shows where. Please report it.");
        }
        return ExitCode.FAILURE;
    }

    /** The packaged version; a remark that there is none where there is none. */
    static String version() {
        String version = CommandRunner.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
