package dev.capstan.benchmarks.macro;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);

    private final String name;
    private final Process process;
    private int[] ports = {};

    ServerProcess(String name, ProcessBuilder command) throws IOException {
        this.name = name;
        process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    ServerProcess(String name, List<String> command) throws IOException {
        this(name, new ProcessBuilder(command));
    }

    /** Waits for the line that begins with that word, and takes the ports from it. */
    ServerProcess awaitLine(String word) throws IOException, InterruptedException {
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
    ServerProcess await(BooleanSupplier sign) throws IOException, InterruptedException {
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
    ServerProcess withPorts(int... known) {
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

    String name() {
        return name;
    }

    /** The ports that it told. */
    int port(int index) {
        return ports[index];
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time used so far, in nanoseconds; user and system. */
    long processorTime() {
        return handles()
                .mapToLong(handle ->
                        handle.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }

    /** The resident memory in bytes; 0 where the system does not tell. */
    long residentMemory() {
        return handles().mapToLong(ServerProcess::residentMemory).sum();
    }

    private static long residentMemory(ProcessHandle handle) {
        Path status = Path.of("/proc/" + handle.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
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
