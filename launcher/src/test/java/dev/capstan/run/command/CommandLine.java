package dev.capstan.run.command;

import dev.capstan.run.console.Console;
import dev.capstan.run.reload.ReloadSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command line in this JVM and keeps what it writes. */
final class CommandLine {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal();
    private final ReloadSignal reload = new ReloadSignal();

    /** Runs a command that ends by itself; the exit code. */
    int run(String... args) {
        try {
            return begin(args).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError("the command did not end: " + out() + err(), failure);
        }
    }

    /** Runs on a thread of its own until {@link #stop}. */
    CompletableFuture<Integer> begin(String... args) {
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        ended.complete(
                                new CommandRunner(new CommandTable(stop, reload), new Console(stream(out), stream(err)))
                                        .run(args));
                    } catch (Throwable failure) {
                        ended.completeExceptionally(failure);
                    }
                },
                "command line");
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    /** Asks a command that serves to read its documents anew, which it has done when this returns. */
    void reload() {
        if (!reload.request()) {
            throw new AssertionError("the command reads nothing anew: " + out() + err());
        }
    }

    /** Asks a command that serves to end, and waits for its exit code. */
    int stop(CompletableFuture<Integer> running) throws Exception {
        stop.request();
        return running.get(60, TimeUnit.SECONDS);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
