package dev.capstan.benchmarks.hostile;

import dev.capstan.benchmarks.front.Front;
import dev.capstan.benchmarks.process.EngineProcess;
import dev.capstan.benchmarks.process.ProcessFigures;
import dev.capstan.benchmarks.wire.Behaviour;
import dev.capstan.benchmarks.wire.Network;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs probes one after the other, and judges what is asked of the engine under every one of them. */
final class ProbeRunner implements AutoCloseable {
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(6);
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    private final Size size;
    private final boolean isTimed;
    private final Front.Launch launch;
    private final Path directory;
    private final Network network = new Network(2);
    private final Network quiet = new Network(1);
    private final Engines engines;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "probe");
        thread.setDaemon(true);
        return thread;
    });

    ProbeRunner(Size size, boolean isTimed, Front.Launch launch, Path directory) {
        this.size = size;
        this.isTimed = isTimed;
        this.launch = launch;
        this.directory = directory;
        engines = new Engines(launch, network, quiet, directory);
    }

    Verdict run(Probe probe) throws IOException, InterruptedException {
        Front front;
        try {
            front = engines.prepare(probe.setup());
        } catch (IOException e) {
            return new Verdict(probe, List.of("the engine does not start for it"), List.of(), 0, false, 0);
        }
        Path files = Files.createDirectories(directory.resolve(probe.name()));
        Stage stage = new Stage(size, isTimed, network, quiet, launch, files, front);
        return front == null ? runAlone(probe, stage) : runOn(front, probe, stage);
    }

    private Verdict runAlone(Probe probe, Stage stage) throws InterruptedException {
        long begin = System.nanoTime();
        script(probe, stage);
        return new Verdict(probe, stage.failures(), stage.notes(), stage.memory(), true, seconds(begin));
    }

    private Verdict runOn(Front front, Probe probe, Stage stage) throws IOException, InterruptedException {
        EngineProcess engine = front.engine();
        ProcessFigures.resetPeak(engine.id());
        long log = engine.logLength();
        long begin = System.nanoTime();
        PeakMemory memory = new PeakMemory(engine.id());
        boolean ended = script(probe, stage);
        double seconds = seconds(begin);
        network.closeConnections();
        front.faulty().behave(Behaviour.normal());
        long peak = memory.stop();
        if (engine.isAlive()) {
            afterwards(stage);
        }
        boolean lived = engine.isAlive();
        stage.check(lived, "the process %s", engine.state());
        judgeLog(stage, engine.logSince(log));
        engines.giveBack(front, lived && ended && stage.failures().isEmpty());
        return new Verdict(probe, stage.failures(), stage.notes(), peak, lived, seconds);
    }

    /** Returns whether the script has ended by itself. */
    private boolean script(Probe probe, Stage stage) throws InterruptedException {
        Future<?> running = threads.submit(() -> {
            probe.script().run(stage);
            return null;
        });
        try {
            running.get(LONGEST_PROBE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            stage.fail("%s", reason(e.getCause()));
            return true;
        } catch (TimeoutException e) {
            running.cancel(true);
            stage.fail("the probe did not end within %d minutes", LONGEST_PROBE.toMinutes());
            return false;
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof IOException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return String.valueOf(cause);
    }

    /** Whatever was done: small calls are answered again. */
    private void afterwards(Stage stage) throws InterruptedException {
        int rest = stage.rest();
        int mcp = stage.mcp();
        check(stage, "REST", rest, Requests.get(rest, "/calm/after"));
        check(stage, "MCP", mcp, Requests.tool(mcp, 1, "get-calm-item", "{\"id\":\"after\"}"));
    }

    private static void check(Stage stage, String adapter, int port, byte[] request) throws InterruptedException {
        try {
            Reply reply = stage.ask(port, request, AFTERWARDS);
            stage.check(
                    reply.is(200) && reply.text().contains("item after"),
                    "afterwards a small %s call is not answered: %s",
                    adapter,
                    reply.summary());
        } catch (IOException e) {
            stage.fail("afterwards no %s connection is accepted", adapter);
        }
    }

    /** Whatever was done: the log holds no stack traces, no secret, and is not flooded. */
    private static void judgeLog(Stage stage, List<String> lines) {
        long frames = lines.stream().filter(line -> line.startsWith("\tat ")).count();
        stage.check(frames == 0, "%d lines of stack traces in the log", frames);
        stage.check(lines.stream().noneMatch(line -> line.contains("OutOfMemoryError")), "out of memory, says the log");
        stage.check(lines.stream().noneMatch(line -> line.contains(Front.SECRET)), "the log holds the credential");
        stage.check(lines.size() <= 500, "%d lines in the log", lines.size());
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        engines.close();
        network.close();
        quiet.close();
        threads.shutdownNow();
    }
}
