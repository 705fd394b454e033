package dev.capstan.run;

import dev.capstan.run.command.CommandRunner;
import dev.capstan.run.command.CommandTable;
import dev.capstan.run.command.StopSignal;
import dev.capstan.run.console.Console;
import dev.capstan.run.logging.Logging;
import dev.capstan.run.reload.ReloadSignal;
import sun.misc.Signal;

/** The process: from its arguments and signals to its exit code. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        StopSignal stop = new StopSignal();
        endOn("INT", stop);
        endOn("TERM", stop);
        ReloadSignal reload = new ReloadSignal();
        reloadOn("HUP", reload, stop);
        int code = new CommandRunner(new CommandTable(stop, reload), new Console(System.out, System.err)).run(args);
        Logging.stop();
        System.exit(code);
    }

    /** Documents that are served are read anew; whatever else runs ends, as it does when its terminal has gone. */
    private static void reloadOn(String name, ReloadSignal reload, StopSignal stop) {
        try {
            Signal.handle(new Signal(name), signal -> {
                if (!reload.isTerminalGone() && reload.request()) {
                    return;
                }
                if (!stop.isHandled()) {
                    Runtime.getRuntime().halt(128 + signal.getNumber());
                }
                stop.request();
            });
        } catch (IllegalArgumentException e) {
            // This system has no such signal.
        }
    }

    /** The first signal lets calls in flight end, where the command can have any; the second ends the process at once. */
    private static void endOn(String name, StopSignal stop) {
        Signal.handle(new Signal(name), signal -> {
            if (stop.isRequested() || !stop.isHandled()) {
                Runtime.getRuntime().halt(128 + signal.getNumber());
            }
            stop.request();
        });
    }
}
