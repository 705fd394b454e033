package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Bodies that come a byte at a time: a deadline ends them, not only the pause between two bytes. */
final class DeadlineProbes {
    private static final String GROUP = "deadline";
    private static final Duration UPLOAD_BOUND = Duration.ofSeconds(140);

    private DeadlineProbes() {}

    static List<Probe> all(Size size) {
        List<Probe> probes = new ArrayList<>();
        probes.add(new Probe(
                GROUP,
                "trickled-answer",
                "an answer that trickles ends with its call's time (3 s, configured)",
                Setup.configured("defaults: {callTimeout: 3s}\n"),
                stage -> answers(stage, Duration.ofSeconds(3))));
        if (size.isFull()) {
            probes.add(new Probe(
                    GROUP,
                    "trickled-answer-default",
                    "an answer that trickles ends with its call's time (2 min, the default)",
                    Setup.OWN,
                    stage -> answers(stage, Duration.ofMinutes(2))));
            probes.add(new Probe(
                    GROUP,
                    "trickled-upload",
                    "a body of a byte every 2 s that is read as a whole is ended within 140 s",
                    Setup.OWN,
                    DeadlineProbes::upload));
        }
        return probes;
    }

    private static void answers(Stage stage, Duration deadline) throws IOException, InterruptedException {
        byte[] answer = Answers.json(200, " ".repeat(20_000) + Answers.itemJson("slow"));
        int head = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        stage.faulty().behave((request, connection) -> {
            byte[] begin = Arrays.copyOf(answer, head);
            byte[] rest = Arrays.copyOfRange(answer, head, answer.length);
            var unused = connection.send(begin);
            connection.trickle(rest, 1, Duration.ofMillis(200));
        });
        Duration bound = stage.bound(deadline.plusSeconds(4));
        try (Connection rest = stage.restConnection();
                Connection mcp = stage.mcpConnection()) {
            long begin = System.nanoTime();
            rest.send(Requests.get(stage.rest(), "/items/slow/summary"));
            mcp.send(Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"slow\"}"));
            Reply shaped = rest.await(bound);
            stage.check(shaped.is(504), "a shaped call: %s", shaped.summary());
            Duration left = bound.minusNanos(System.nanoTime() - begin).plusSeconds(1);
            Reply tool = mcp.await(left.isNegative() ? Duration.ofSeconds(1) : left);
            stage.check(Answered.withFailure(tool), "a tool's call: %s", tool.summary());
        }
    }

    private static void upload(Stage stage) throws IOException, InterruptedException {
        byte[] head = Requests.headWithLength(
                stage.rest(), "POST", "/notes", Map.of("Content-Type", "application/x-www-form-urlencoded"), 1000);
        try (Connection form = stage.restConnection();
                Connection tool = stage.mcpConnection()) {
            form.send(head);
            tool.send(Requests.rpcHead(stage.mcp(), 1000));
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < UPLOAD_BOUND.toNanos() && !(form.hasEnded() && tool.hasEnded())) {
                form.send(new byte[] {'a'});
                tool.send(new byte[] {' '});
                form.awaitEnd(Duration.ofSeconds(1));
                tool.awaitEnd(Duration.ofSeconds(1));
            }
            stage.note("ended after %d s", (System.nanoTime() - begin) / 1_000_000_000);
            stage.check(form.hasEnded(), "a form is still read after %d s", UPLOAD_BOUND.toSeconds());
            stage.check(tool.hasEnded(), "an MCP message is still read after %d s", UPLOAD_BOUND.toSeconds());
        }
    }
}
