package dev.capstan.benchmarks.hostile;

import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Network;
import dev.capstan.benchmarks.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes one small call after the other on a thread of its own, every second one on a new connection. */
final class SmallCaller {
    /** The id of the item that every call asks for. */
    static final String ITEM = "bystander";

    private static final Duration EVERY = Duration.ofMillis(50);
    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    private final String name;
    private final Network network;
    private final int port;
    private final byte[] request;
    private final Thread thread;
    private volatile boolean ending;
    private long worstMillis;
    private int calls;
    private int failed;
    private String firstFailure = "";

    SmallCaller(String name, Network network, int port, byte[] request) {
        this.name = name;
        this.network = network;
        this.port = port;
        this.request = request;
        thread = new Thread(this::run, "small calls, " + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the calls; the one on its way is waited for. */
    void finish() throws InterruptedException {
        ending = true;
        thread.join(GIVE_UP.multipliedBy(2).toMillis());
        thread.interrupt();
    }

    String name() {
        return name;
    }

    /** How long the slowest call took from when it was due, or was given up after. */
    synchronized long worstMillis() {
        return worstMillis;
    }

    synchronized int calls() {
        return calls;
    }

    synchronized int failed() {
        return failed;
    }

    /** What came of the first call that failed. */
    synchronized String firstFailure() {
        return firstFailure;
    }

    private void run() {
        try {
            while (!ending) {
                twoCalls();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void twoCalls() throws InterruptedException {
        long due = System.nanoTime();
        try (Connection connection = network.connect(port)) {
            boolean goesOn = call(connection, due);
            Thread.sleep(EVERY.toMillis());
            if (goesOn && !ending) {
                call(connection, System.nanoTime());
                Thread.sleep(EVERY.toMillis());
            }
        } catch (IOException e) {
            count(due, false, "the connection is not accepted");
            Thread.sleep(EVERY.toMillis());
        }
    }

    private boolean call(Connection connection, long due) throws InterruptedException {
        Reply reply = connection.send(request).await(GIVE_UP);
        boolean right = reply.is(200) && reply.text().replace("\\\"", "\"").contains(Answers.itemJson(ITEM));
        count(due, right, reply.summary());
        return reply.isComplete() && !connection.hasEnded();
    }

    private synchronized void count(long due, boolean right, String summary) {
        calls++;
        worstMillis = Math.max(worstMillis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due));
        if (!right) {
            failed++;
            if (firstFailure.isEmpty()) {
                firstFailure = summary;
            }
        }
    }
}
