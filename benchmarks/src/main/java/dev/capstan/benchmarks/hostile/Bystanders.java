package dev.capstan.benchmarks.hostile;

import dev.capstan.benchmarks.process.ProcessorShare;
import dev.capstan.benchmarks.wire.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Callers of something else, who send a small call every now and then while a probe does its worst, and measure how long each
 * takes from when it was due. One of them calls the upstream directly: what it waits for is the machine's doing, and is allowed
 * to the others too, and so is what other processes on the machine slow down.
 */
public final class Bystanders implements AutoCloseable {
    /** What a small call may take while others do their worst, besides what the machine adds. */
    public static final Duration BOUND = Duration.ofSeconds(2);

    private final Stage stage;
    private final List<SmallCaller> callers = new ArrayList<>();
    private final SmallCaller control;
    private final ProcessorShare share;

    private Bystanders(Stage stage) {
        this.stage = stage;
        share = new ProcessorShare(stage.engine().id());
        int port = stage.calm().port();
        control = new SmallCaller(
                "upstream directly", stage.quiet(), port, Requests.get(port, "/items/" + SmallCaller.ITEM));
    }

    /** Starts callers of REST and MCP whose calls go to the upstream that behaves. */
    public static Bystanders ofCalm(Stage stage) {
        Bystanders bystanders = new Bystanders(stage);
        int rest = stage.rest();
        int mcp = stage.mcp();
        bystanders.add("REST", rest, Requests.get(rest, "/calm/" + SmallCaller.ITEM));
        bystanders.add("MCP", mcp, Requests.tool(mcp, 7, "get-calm-item", "{\"id\":\"" + SmallCaller.ITEM + "\"}"));
        bystanders.start();
        return bystanders;
    }

    /** Starts a caller whose calls go to the upstream that misbehaves; the probe has it answer them. */
    public static Bystanders ofFaulty(Stage stage) {
        Bystanders bystanders = new Bystanders(stage);
        int rest = stage.rest();
        bystanders.add("REST, same origin", rest, Requests.get(rest, "/items/" + SmallCaller.ITEM));
        bystanders.start();
        return bystanders;
    }

    private void add(String name, int port, byte[] request) {
        callers.add(new SmallCaller(name, stage.quiet(), port, request));
    }

    private void start() {
        control.start();
        callers.forEach(SmallCaller::start);
    }

    /** Ends the calls, and tells the stage when one of them failed or took too long. */
    @Override
    public void close() throws InterruptedException {
        for (SmallCaller caller : callers) {
            caller.finish();
        }
        control.finish();
        double slowdown = share.slowdown();
        long allowed = (long) ((BOUND.toMillis() + control.worstMillis()) * slowdown);
        stage.note("small calls of others may take %,d ms here (%.1f times slower)", allowed, slowdown);
        for (SmallCaller caller : callers) {
            judge(caller, allowed);
        }
    }

    private void judge(SmallCaller caller, long allowed) {
        stage.check(
                caller.failed() == 0,
                "%d of %d small calls of others (%s) failed: %s",
                caller.failed(),
                caller.calls(),
                caller.name(),
                caller.firstFailure());
        stage.checkTime(
                caller.worstMillis() <= allowed,
                "a small call of others (%s) took %,d ms",
                caller.name(),
                caller.worstMillis());
        stage.check(caller.calls() > 0, "no small call of others (%s) was answered", caller.name());
        stage.note("small calls of others (%s): worst %,d ms", caller.name(), caller.worstMillis());
    }
}
