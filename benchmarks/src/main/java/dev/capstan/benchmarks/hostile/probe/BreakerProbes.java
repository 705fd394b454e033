package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Behaviour;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What an upstream's failures cost callers whose calls would not fail, and how soon all is well again. */
final class BreakerProbes {
    private static final String GROUP = "breaker";
    private static final Duration RECOVERY = Duration.ofMillis(1500);
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final int CALLERS = 16;

    /** So many failures that an upstream might be taken for one that stays away. */
    private static final int ENOUGH = 40;

    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(3);
    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    private BreakerProbes() {}

    static List<Probe> all() {
        return List.of(
                new Probe(
                        GROUP,
                        "one-operation",
                        "503 from one operation does not stop the others of its origin",
                        Setup.OWN,
                        BreakerProbes::oneOperation),
                new Probe(
                        GROUP,
                        "share-of-calls",
                        "some failures among many successes stop nothing",
                        Setup.OWN,
                        BreakerProbes::share),
                new Probe(
                        GROUP,
                        "short-outage",
                        "an upstream that was away for 0.3 s is called again within 1.5 s",
                        Setup.OWN,
                        BreakerProbes::outage));
    }

    private static void oneOperation(Stage stage) throws IOException, InterruptedException {
        stage.faulty().behave((request, connection) -> {
            boolean fails = request.method().equals("POST");
            var unused = connection.send(fails ? Answers.json(503, "{}") : Answers.item(request.lastSegment()));
        });
        byte[] failing = post(stage, "{}");
        try (Connection connection = stage.restConnection()) {
            for (int i = 0; i < 40; i++) {
                connection.send(failing).await(Stage.PATIENCE);
            }
        }
        for (int i = 0; i < 5; i++) {
            Reply reply = stage.get("/items/good");
            stage.check(Answered.withItem(reply, "good"), "another operation: %s", reply.summary());
        }
    }

    private static void share(Stage stage) throws IOException, InterruptedException {
        stage.faulty().behave((request, connection) -> {
            boolean fails = request.text().contains("bad");
            var unused = connection.send(fails ? Answers.json(503, "{}") : Answers.item("good"));
        });
        byte[] good = post(stage, "{}");
        byte[] bad = post(stage, "{\"bad\":true}");
        try (Connection connection = stage.restConnection()) {
            for (int i = 0; i < 300; i++) {
                connection.send(good).await(Stage.PATIENCE);
            }
            for (int i = 0; i < 25; i++) {
                connection.send(bad).await(Stage.PATIENCE);
            }
            Reply reply = connection.send(good).await(Stage.PATIENCE);
            stage.check(Answered.withItem(reply, "good"), "after 25 failures among 325 calls: %s", reply.summary());
        }
    }

    private static byte[] post(Stage stage, String json) {
        return Requests.with(
                stage.rest(), "POST", "/raw", "application/json", json.getBytes(StandardCharsets.US_ASCII));
    }

    private static void outage(Stage stage) throws IOException, InterruptedException {
        stage.faulty().behave(Behaviour.normal());
        byte[] request = Requests.get(stage.rest(), "/items/back");
        stage.check(Answered.withItem(stage.ask(stage.rest(), request), "back"), "the first call failed");
        RepeatedCalls calls = RepeatedCalls.start(stage, CALLERS, request, reply -> Answered.withItem(reply, "back"));
        try (calls) {
            Thread.sleep(500);
            stage.faulty().goAway();
            long away = System.nanoTime();
            while (calls.failures() < ENOUGH && System.nanoTime() - away < LONGEST_OUTAGE.toNanos()) {
                Thread.sleep(300);
            }
            stage.faulty().comeBack();
            long back = System.nanoTime();
            long first = calls.awaitSuccess(back, GIVE_UP);
            Thread.sleep(SETTLED.plusSeconds(1).toMillis());
            long failedLate = calls.failuresSince(back + SETTLED.toNanos());
            stage.note("%d calls failed, %d of them later than 3 s after its return", calls.failures(), failedLate);
            stage.check(first >= 0, "it is not called again within %d s", GIVE_UP.toSeconds());
            stage.checkTime(first <= RECOVERY.toMillis(), "it was called again after %,d ms", first);
            stage.checkTime(failedLate == 0, "%d calls failed later than 3 s after its return", failedLate);
        }
    }
}
