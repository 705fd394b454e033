package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Bystanders;
import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.process.CommandRun;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import dev.capstan.benchmarks.wire.UpstreamConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Kept connections that turn out to be dead, and hosts whose address is never found. */
final class ReconnectProbes {
    private static final String GROUP = "reconnect";
    private static final Duration RESOLVED = Duration.ofSeconds(8);

    private ReconnectProbes() {}

    static List<Probe> all(Size size) {
        return List.of(
                new Probe(
                        GROUP,
                        "reused-closed",
                        "GET on a kept connection that closes without a byte is sent again on a fresh one",
                        Setup.SHARED,
                        stage -> reused(stage, UpstreamConnection::closeAfterSending)),
                new Probe(
                        GROUP,
                        "reused-reset",
                        "GET on a kept connection that is reset is sent again on a fresh one",
                        Setup.SHARED,
                        stage -> reused(stage, UpstreamConnection::reset)),
                new Probe(
                        GROUP,
                        "reused-408",
                        "GET on a kept connection that answers 408 is sent again on a fresh one",
                        Setup.SHARED,
                        stage -> reused(stage, connection -> {
                            var unused = connection.send(Answers.head(408, "Content-Length: 0\r\nConnection: close"));
                            connection.closeAfterSending();
                        })),
                new Probe(
                        GROUP,
                        "post-once",
                        "POST on a kept connection that is reset after it was received is not sent twice",
                        Setup.SHARED,
                        ReconnectProbes::postOnce),
                new Probe(
                        GROUP,
                        "silent-resolver",
                        "a resolver that never answers ends calls within 8 s, and slows no others",
                        new Setup(
                                Setup.Kind.OWN,
                                "",
                                List.of("--base-uri", "faulty=http://silent.example"),
                                "-Djdk.net.hosts.file={directory}/hosts"),
                        stage -> silentResolver(stage, size.of(300, 60))));
    }

    /** Every second request on a connection is met with that end. */
    private static void reused(Stage stage, Consumer<UpstreamConnection> end) throws IOException, InterruptedException {
        stage.faulty().behave((request, connection) -> {
            if (request.ordinal() % 2 == 0) {
                end.accept(connection);
            } else {
                var unused = connection.send(Answers.item(request.lastSegment()));
            }
        });
        try (Connection connection = stage.restConnection()) {
            for (int i = 0; i < 12; i++) {
                String id = "again-" + i;
                Reply reply = connection
                        .send(Requests.get(stage.rest(), "/items/" + id))
                        .await(Stage.PATIENCE);
                stage.check(Answered.withItem(reply, id), "%s", reply.summary());
            }
        }
    }

    private static void postOnce(Stage stage) throws IOException, InterruptedException {
        stage.faulty().behave((request, connection) -> {
            if (request.ordinal() % 2 == 0) {
                connection.reset();
            } else {
                var unused = connection.send(Answers.item("posted"));
            }
        });
        byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
        byte[] post = Requests.with(stage.rest(), "POST", "/raw", "application/json", body);
        long before = stage.faulty().requests();
        int calls = 10;
        for (int i = 0; i < calls; i++) {
            Reply reply = stage.ask(stage.rest(), post);
            stage.check(reply.isComplete(), "%s", reply.summary());
        }
        long received = stage.faulty().requests() - before;
        stage.check(received <= calls, "%d calls, and the upstream received %d", calls, received);
    }

    /** A hosts file that is a FIFO: reading it never ends. */
    private static void silentResolver(Stage stage, int calls) throws IOException, InterruptedException {
        Path hosts = stage.engine().log().resolveSibling("hosts");
        Files.deleteIfExists(hosts);
        CommandRun.start(stage.directory().resolve("mkfifo.txt"), Map.of(), List.of("mkfifo", hosts.toString()))
                .await(Duration.ofSeconds(10));
        byte[] request = Requests.get(stage.rest(), "/items/nowhere");
        Bystanders others = Bystanders.ofCalm(stage);
        try (others) {
            List<Connection> connections = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                connections.add(stage.restConnection().send(request));
            }
            long longest = 0;
            for (Connection connection : connections) {
                long left = stage.bound(RESOLVED.multipliedBy(2)).toNanos() - (System.nanoTime() - begin);
                Reply reply = connection.await(Duration.ofNanos(Math.max(1_000_000, left)));
                longest = (System.nanoTime() - begin) / 1_000_000;
                stage.check(reply.isComplete() && reply.status() >= 500, "a call: %s", reply.summary());
                connection.close();
            }
            stage.note("the last call ended after %,d ms", longest);
            stage.checkTime(longest <= RESOLVED.toMillis(), "calls ended after %,d ms only", longest);
        }
    }
}
