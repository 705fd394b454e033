package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Bystanders;
import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.process.ProcessorShare;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections that do nothing, and connections of which one side has ended. */
final class ConnectionProbes {
    private static final String GROUP = "connections";

    private ConnectionProbes() {}

    static List<Probe> all(Size size) {
        int idle = size.of(10_200, 330);
        Setup setup = size.isFull() ? Setup.OWN : Setup.configured("server: {maxConnections: 300}\n");
        return List.of(
                new Probe(
                        GROUP,
                        "idle-connections",
                        "more idle connections than a listener may have keep no new client out",
                        setup,
                        stage -> idle(stage, idle)),
                new Probe(
                        GROUP,
                        "half-closed",
                        "a client that closes its sending side gets its answer",
                        Setup.SHARED,
                        ConnectionProbes::halfClosed));
    }

    private static void idle(Stage stage, int count) throws IOException, InterruptedException {
        int opened = 0;
        try {
            for (; opened < count; opened++) {
                stage.restConnection();
            }
        } catch (IOException e) {
            stage.note("only %,d connections can be opened here: %s", opened, e.getMessage());
        }
        ProcessorShare share = new ProcessorShare(stage.engine().id());
        long begin = System.nanoTime();
        Reply reply = stage.ask(
                stage.rest(),
                Requests.get(stage.rest(), "/calm/new"),
                stage.bound(Duration.ofSeconds(stage.size().of(90, 10))));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        stage.check(Answered.withItem(reply, "new"), "a new client: %s", reply.summary());
        stage.checkTime(millis <= Bystanders.BOUND.toMillis() * share.slowdown(), "a new client waited %,d ms", millis);
        stage.note("%,d idle connections; a new client waited %,d ms", opened, millis);
    }

    private static void halfClosed(Stage stage) throws IOException, InterruptedException {
        stage.faulty()
                .behave((request, connection) -> connection.after(
                        Duration.ofMillis(300), () -> connection.send(Answers.item(request.lastSegment()))));
        byte[] put = Requests.with(stage.rest(), "PUT", "/items/half", "text/plain", new byte[2000]);
        answered(stage, "GET", stage.rest(), Requests.get(stage.rest(), "/items/half"));
        answered(stage, "a shaped GET", stage.rest(), Requests.get(stage.rest(), "/items/half/summary"));
        answered(stage, "PUT", stage.rest(), put);
        answered(stage, "an MCP call", stage.mcp(), Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"half\"}"));
    }

    private static void answered(Stage stage, String what, int port, byte[] request)
            throws IOException, InterruptedException {
        try (Connection connection = stage.network().connect(port)) {
            connection.send(request);
            connection.awaitSent(Stage.PATIENCE);
            connection.shutdownOutput();
            Reply reply = connection.await(stage.bound(Duration.ofSeconds(5)));
            stage.check(reply.is(200) && reply.text().contains("item half"), "%s: %s", what, reply.summary());
        }
    }
}
