package dev.capstan.run.command;

import dev.capstan.adapter.mcp.McpStdio;
import dev.capstan.run.console.Console;
import dev.capstan.run.option.ExitCode;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Serves an MCP adapter over the standard streams of this process: nothing but its messages on standard output. */
final class StandardStreams {
    private StandardStreams() {}

    /** Serves until the client's stream ends, or the process is told to end; the exit code. */
    static int serve(McpStdio adapter, InputStream in, Console console, StopSignal stop) {
        PrintStream standard = System.out;
        // One stray line between two messages, and the client loses the thread.
        System.setOut(console.err());
        try {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            start("mcp client", () -> {
                try {
                    adapter.serve(in, console.out());
                    ended.complete(null);
                } catch (Exception failure) {
                    ended.completeExceptionally(failure);
                }
            });
            start("stop signal", () -> {
                stop.await();
                ended.complete(null);
            });
            ended.join();
            return ExitCode.SUCCESS;
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            console.err().println("naftiko-run: standard input cannot be read: " + cause.getMessage());
            return ExitCode.FAILURE;
        } finally {
            System.setOut(standard);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
