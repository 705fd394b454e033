package dev.capstan.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process under measurement, with the processes that it has started. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);

    private final String name;
    private final Process process;
    private int[] ports = {};

    /** Starts it; its standard error is this process's own unless the command says otherwise. */
    public ServerProcess(String name, ProcessBuilder command) throws IOException {
        this.name = name;
        if (command.redirectError() == ProcessBuilder.Redirect.PIPE) {
            command.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        process = command.start();
    }

    /** Starts it with that program and its arguments. */
    public ServerProcess(String name, List<String> command) throws IOException {
        this(name, new ProcessBuilder(command));
    }

    /** Waits for the line that begins with that word, and takes the ports from it. */
    public ServerProcess awaitLine(String word) throws IOException, InterruptedException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(out, word, line), name + "-output");
        reader.setDaemon(true);
        reader.start();
        try {
            String[] words = line.get(START.toSeconds(), TimeUnit.SECONDS).split(" ", -1);
            ports = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
            return this;
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("the process '" + name + "' did not start to serve", e);
        }
    }

    /** Waits until it serves, by a sign of its own. */
    public ServerProcess await(BooleanSupplier sign) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!sign.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                close();
                throw new IOException("the process '" + name + "' did not start to serve");
            }
            Thread.sleep(2);
        }
        return this;
    }

    /** Takes ports that it was told, or told otherwise. */
    public ServerProcess withPorts(int... known) {
        ports = known;
        return this;
    }

    private static void read(BufferedReader out, String word, CompletableFuture<String> found) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(word)) {
                    found.complete(line);
                }
            }
            found.completeExceptionally(new IOException("its output ended"));
        } catch (IOException e) {
            found.completeExceptionally(e);
        }
    }

    /** What reports call it. */
    public String name() {
        return name;
    }

    /** The ports that it told. */
    public int port(int index) {
        return ports[index];
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time used so far, in nanoseconds; user and system. */
    public long processorTime() {
        return handles()
                .mapToLong(handle ->
                        handle.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    /** The resident memory in bytes; 0 where the system does not tell. */
    public long residentMemory() {
        return handles()
                .mapToLong(handle -> ProcessFigures.resident(handle.pid()))
                .sum();
    }

    /** The process's number. */
    public long id() {
        return process.pid();
    }

    /** The exit code of a process that has ended. */
    public int exitValue() {
        return process.exitValue();
    }

    /** Waits for its end; returns whether it has ended. */
    public boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    /** Ends it at once. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Stream<ProcessHandle> handles() {
        List<ProcessHandle> handles = new ArrayList<>();
        handles.add(process.toHandle());
        process.descendants().forEach(handles::add);
        return handles.stream();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
