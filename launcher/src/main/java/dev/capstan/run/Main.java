package dev.capstan.run;

import dev.capstan.run.logging.Logging;
import java.io.PrintStream;
import sun.misc.Signal;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        StopSignal stop = new StopSignal();
        endOn("INT", stop);
        endOn("TERM", stop);
        int code = run(args, System.out, System.err, stop);
        Logging.stop();
        System.exit(code);
    }

    static int run(String[] args, PrintStream out, PrintStream err, StopSignal stop) {
        return new CommandRunner(new CommandTable(stop), new Console(out, err)).run(args);
    }

    /** The first signal lets calls on their way end, where there can be any; the second does not wait. */
    private static void endOn(String name, StopSignal stop) {
        Signal.handle(new Signal(name), signal -> {
            if (stop.isAsked() || !stop.isHeeded()) {
                Runtime.getRuntime().halt(128 + signal.getNumber());
            }
            stop.ask();
        });
    }
}
