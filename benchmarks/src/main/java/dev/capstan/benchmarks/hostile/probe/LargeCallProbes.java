package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Bystanders;
import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Behaviour;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many large calls at once: each is answered or refused, and small calls of others are not slowed. */
final class LargeCallProbes {
    private static final String GROUP = "large";
    private static final Duration ALL_ANSWERED = Duration.ofSeconds(90);
    private static final String SENT_ITEM = "large";

    private LargeCallProbes() {}

    static List<Probe> all(Size size) {
        return List.of(
                probe("mcp-arguments", "MCP calls of 9.9 MB are answered or refused", stage -> {
                    byte[] call = Requests.tool(
                            stage.mcp(), 1, "patch-item", note(9_900_000, "\"id\":\"" + SENT_ITEM + "\","));
                    answered(stage, stage.mcp(), size.of(60, 8), call);
                }),
                probe("patch-field", "PATCH with a field of 9 MB is answered or refused", stage -> {
                    byte[] body = note(9_000_000, "").getBytes(StandardCharsets.US_ASCII);
                    byte[] call = Requests.with(stage.rest(), "PATCH", "/items/" + SENT_ITEM, "application/json", body);
                    answered(stage, stage.rest(), size.of(60, 8), call);
                }),
                probe("shaped-answers", "shaped calls of a 9 MB answer are answered or refused", stage -> {
                    byte[] answer = answer(9_000_000);
                    stage.faulty().behave((request, connection) -> connection.send(answer));
                    byte[] call = Requests.get(stage.rest(), "/items/" + SENT_ITEM + "/summary");
                    answered(stage, stage.rest(), size.of(100, 10), call);
                }),
                probe("mcp-answers", "MCP calls of a 7 MB answer are answered or refused", stage -> {
                    byte[] answer = answer(7_000_000);
                    stage.faulty().behave((request, connection) -> connection.send(answer));
                    byte[] call = Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"" + SENT_ITEM + "\"}");
                    answered(stage, stage.mcp(), size.of(60, 8), call);
                }),
                probe("stopped-mcp", "MCP bodies of 9 MB that stop before their end keep nobody waiting", stage -> {
                    byte[] head = Requests.rpcHead(stage.mcp(), 9_000_001);
                    stopped(stage, stage.mcp(), size.of(100, 16), Requests.join(head, new byte[9_000_000]));
                }),
                probe("stopped-patch", "PATCH bodies of 9 MB that stop before their end keep nobody waiting", stage -> {
                    byte[] body = note(9_000_000, "").getBytes(StandardCharsets.US_ASCII);
                    byte[] call = Requests.with(stage.rest(), "PATCH", "/items/1", "application/json", body);
                    byte[] half = new byte[call.length - 1];
                    System.arraycopy(call, 0, half, 0, half.length);
                    stopped(stage, stage.rest(), size.of(400, 24), half);
                }),
                probe("streamed-uploads", "uploads of 9 MB that are handed on are all answered", stage -> {
                    stage.faulty().behave(Behaviour.normal());
                    byte[] call = Requests.with(
                            stage.rest(), "PUT", "/items/" + SENT_ITEM, "text/plain", new byte[9_000_000]);
                    int count = size.of(60, 8);
                    int right = answered(stage, stage.rest(), count, call);
                    stage.check(right == count, "only %d of %d uploads succeeded", right, count);
                }));
    }

    private static Probe probe(String name, String asks, Probe.Script script) {
        return new Probe(GROUP, name, asks, Setup.OWN, stage -> {
            Bystanders others = Bystanders.ofCalm(stage);
            try (others) {
                script.run(stage);
            }
        });
    }

    private static String note(int length, String before) {
        return "{" + before + "\"note\":\"" + "n".repeat(length) + "\"}";
    }

    /** The answer of {@link Answers#item}, made longer by a field. */
    private static byte[] answer(int length) {
        String item = Answers.itemJson(SENT_ITEM);
        return Answers.json(200, item.substring(0, item.length() - 1) + ",\"more\":\"" + "m".repeat(length) + "\"}");
    }

    /** Sends the same call on that many connections at once, and judges every answer; returns how many succeeded. */
    private static int answered(Stage stage, int port, int count, byte[] call)
            throws IOException, InterruptedException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(stage.network().connect(port).send(call));
        }
        long end = System.nanoTime() + ALL_ANSWERED.toNanos();
        int succeeded = 0;
        int refused = 0;
        for (Connection connection : connections) {
            Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
            Reply reply = connection.await(left);
            connection.close();
            if (isRight(reply)) {
                succeeded++;
                continue;
            }
            String fault = Answered.faultOfBusy(reply);
            if (fault == null) {
                refused++;
            } else {
                stage.fail("a call was %s", fault);
            }
        }
        stage.check(succeeded > 0, "none of %d large calls succeeded", count);
        stage.note("%d of %d large calls succeeded, %d were refused", succeeded, count, refused);
        return succeeded;
    }

    private static boolean isRight(Reply reply) {
        return reply.is(200) && reply.text().contains("item " + SENT_ITEM) && !Answered.withFailure(reply);
    }

    private static void stopped(Stage stage, int port, int count, byte[] bytes)
            throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            stage.network().connect(port).send(bytes);
        }
        MemoryProbes.hold(stage, 15);
    }
}
