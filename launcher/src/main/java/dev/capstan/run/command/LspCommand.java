package dev.capstan.run.command;

import dev.capstan.languageserver.LanguageServerSession;
import dev.capstan.run.console.Console;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Helps an editor: a language server on the standard streams. */
final class LspCommand implements Command {
    private final StopSignal stop;
    private final InputStream in;

    /**
     * The command.
     *
     * @param stop ends it
     * @param in the standard input
     */
    LspCommand(StopSignal stop, InputStream in) {
        this.stop = stop;
        this.in = in;
    }

    @Override
    public void describe(CommandSpec spec) {
        Options.flag(spec, "--strict", "judge as the official format does, without the leniencies of its catalogue");
        Options.flag(spec, "--stdio", "speak on the standard streams; there is no other way, but editors say it");
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        stop.handle();
        LanguageServerSession session = new LanguageServerSession(
                in, console.out(), CommandRunner.version(), Options.isSet(arguments, "--strict"));
        Thread signals = new Thread(
                () -> {
                    stop.await();
                    session.end();
                },
                "stop signal");
        signals.setDaemon(true);
        signals.start();
        PrintStream standard = System.out;
        // One stray line between two messages, and the editor loses the thread.
        System.setOut(console.err());
        try {
            return session.run() || stop.isRequested() ? ExitCode.SUCCESS : ExitCode.FAILURE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILURE;
        } finally {
            System.setOut(standard);
            signals.interrupt();
        }
    }
}
