package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Behaviour;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import dev.capstan.benchmarks.wire.UpstreamConnection;
import dev.capstan.benchmarks.wire.UpstreamRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bytes of one answer that must not become another caller's answer. */
final class CrossingProbes {
    private static final String GROUP = "crossing";
    private static final String POISON = "poison";
    private static final String FORGED = "forged";
    private static final byte[] FORGED_ANSWER = Answers.item(FORGED);
    private static final Duration LATE = Duration.ofMillis(15);

    /** Long enough that what was sent has come before the next call. */
    private static final int BETWEEN_MILLIS = 60;

    private CrossingProbes() {}

    static List<Probe> all(Size size) {
        int rounds = size.of(21, 6);
        return List.of(
                probe(
                        "surplus-bytes",
                        "bytes behind Content-Length are nobody's answer",
                        stage -> surplus(stage, rounds)),
                probe(
                        "surplus-behind-buffer",
                        "so are bytes that come just behind what one read of the socket takes",
                        stage -> surplusBehindBuffer(stage, size.of(9, 3))),
                probe(
                        "late-surplus-bytes",
                        "bytes on an idle connection close it",
                        stage -> lateSurplus(stage, rounds)),
                probe("chunked-surplus", "bytes behind the last chunk are nobody's answer", stage -> {
                    byte[] body = Answers.itemJson(POISON).getBytes(StandardCharsets.UTF_8);
                    byte[] answer = Answers.chunked("application/json", body, 7);
                    poisoned(stage, rounds, together(Requests.join(answer, FORGED_ANSWER)));
                }),
                probe(
                        "body-after-204",
                        "a body after 204 is nobody's answer",
                        stage -> withoutBody(stage, rounds, 204)),
                probe(
                        "body-after-304",
                        "a body after 304 is nobody's answer",
                        stage -> withoutBody(stage, rounds, 304)),
                probe("idle-408", "a 408 on an idle connection is nobody's answer", stage -> idle408(stage, rounds)),
                probe(
                        "early-answer",
                        "an answer before the request's end leaves later callers alone",
                        stage -> earlyAnswer(stage, rounds)));
    }

    private static Probe probe(String name, String asks, Probe.Script script) {
        return new Probe(GROUP, name, asks, Setup.SHARED, script);
    }

    /** When the call behind a poisoned one is sent. */
    private enum Next {
        /** With it, so that it takes the upstream's connection as soon as that is free. */
        TOGETHER,
        /** Once the poisoned one is answered. */
        AT_ONCE,
        /** Some time after that. */
        LATER
    }

    /** What the upstream sends in answer to a poisoned request. */
    private interface Poison {
        /**
         * Answers.
         *
         * @param sent to be run once all of it, surplus included, is handed to the system
         */
        void answer(UpstreamConnection connection, Runnable sent);
    }

    private static Poison together(byte[] bytes) {
        return (connection, sent) -> connection.send(bytes).thenRun(sent);
    }

    private static void surplus(Stage stage, int rounds) throws IOException, InterruptedException {
        byte[] answer = Answers.item(POISON);
        byte[] half = "HTTP/1.1 200 OK\r\nContent-Len".getBytes(StandardCharsets.US_ASCII);
        byte[] byteOnly = {'x'};
        poisoned(stage, rounds, together(Requests.join(answer, FORGED_ANSWER)));
        poisoned(stage, rounds, together(Requests.join(answer, half)));
        poisoned(stage, rounds, together(Requests.join(answer, byteOnly)));
    }

    /** The answer ends where a reading buffer of a usual size does, so that the surplus is still with the system. */
    private static void surplusBehindBuffer(Stage stage, int rounds) throws IOException, InterruptedException {
        for (int length = 512; length <= 32_768; length *= 2) {
            byte[] answer = padded(length);
            poisoned(stage, rounds, together(Requests.join(answer, FORGED_ANSWER)));
        }
    }

    /** The answer to a poisoned call, as long as that, its head included. */
    private static byte[] padded(int length) {
        int around = Answers.head(200, "Content-Type: application/json\r\nContent-Length: 0\r\nX-Padding: ").length;
        byte[] body = Answers.itemJson(POISON).getBytes(StandardCharsets.US_ASCII);
        String size = Integer.toString(body.length);
        String padding = "p".repeat(length - around - (size.length() - 1) - body.length);
        String fields = "Content-Type: application/json\r\nContent-Length: " + size + "\r\nX-Padding: " + padding;
        return Requests.join(Answers.head(200, fields), body);
    }

    private static void lateSurplus(Stage stage, int rounds) throws IOException, InterruptedException {
        poisoned(stage, rounds, true, (connection, sent) -> {
            var unused = connection.send(Answers.item(POISON));
            connection.after(LATE, () -> connection.send(FORGED_ANSWER).thenRun(sent));
        });
    }

    private static void idle408(Stage stage, int rounds) throws IOException, InterruptedException {
        poisoned(stage, rounds, true, (connection, sent) -> {
            var unused = connection.send(Answers.item(POISON));
            connection.after(LATE, () -> {
                var timeOut = connection
                        .send(Answers.head(408, "Content-Length: 0\r\nConnection: close"))
                        .thenRun(sent);
                connection.closeAfterSending();
            });
        });
    }

    private static void withoutBody(Stage stage, int rounds, int status) throws IOException, InterruptedException {
        byte[] head = Answers.head(status, "X-Kind: no-body");
        byte[] headWithLength = Answers.head(status, "Content-Length: " + FORGED_ANSWER.length);
        poisoned(stage, rounds, together(Requests.join(head, FORGED_ANSWER)));
        poisoned(stage, rounds, together(Requests.join(headWithLength, FORGED_ANSWER)));
        poisoned(
                stage,
                rounds,
                together(Requests.join(head, Answers.itemJson(FORGED).getBytes(StandardCharsets.UTF_8))));
    }

    /** {@link #poisoned(Stage, int, boolean, Poison)} with surplus bytes that come together with the answer. */
    private static void poisoned(Stage stage, int rounds, Poison poison) throws IOException, InterruptedException {
        poisoned(stage, rounds, false, poison);
    }

    /**
     * Each round is a poisoned call and another one behind it, on connections that both sides keep, by REST and by MCP.
     *
     * @param isLate whether the surplus bytes come after the answer: the next call is then sent once they have come, because an
     *     answer that comes while a request is on its way cannot be told from the right one
     */
    private static void poisoned(Stage stage, int rounds, boolean isLate, Poison poison)
            throws IOException, InterruptedException {
        Semaphore sent = new Semaphore(0);
        stage.faulty().behave((request, connection) -> {
            if (request.lastSegment().equals(POISON)) {
                poison.answer(connection, sent::release);
            } else {
                var unused = connection.send(Answers.item(request.lastSegment()));
            }
        });
        try (Connection rest = stage.restConnection();
                Connection mcp = stage.mcpConnection()) {
            for (int i = 0; i < rounds; i++) {
                Next next = isLate ? Next.LATER : Next.values()[i % Next.values().length];
                round(stage, rest, Requests.get(stage.rest(), "/items/" + POISON), next, sent);
                round(stage, mcp, tool(stage, POISON), next, sent);
            }
        }
    }

    private static void round(Stage stage, Connection connection, byte[] poisoned, Next next, Semaphore sent)
            throws InterruptedException {
        String id = "victim-" + next.name();
        boolean isRest = poisoned[0] == 'G';
        byte[] victim = isRest ? Requests.get(stage.rest(), "/items/" + id) : tool(stage, id);
        connection.send(poisoned);
        if (next == Next.TOGETHER) {
            connection.send(victim);
        }
        Reply first = connection.await(Stage.PATIENCE);
        stage.check(!first.text().contains(FORGED), "a caller got the surplus with its own answer");
        stage.check(sent.tryAcquire(Stage.PATIENCE.toSeconds(), TimeUnit.SECONDS), "the surplus was not sent");
        if (next == Next.LATER) {
            Thread.sleep(BETWEEN_MILLIS);
        }
        if (next != Next.TOGETHER) {
            connection.send(victim);
        }
        Reply second = connection.await(Stage.PATIENCE);
        if (second.text().contains(FORGED)) {
            stage.fail("the next caller got the forged answer");
        } else {
            stage.check(Answered.withItem(second, id), "the next caller got %s", second.summary());
        }
    }

    private static byte[] tool(Stage stage, String id) {
        return Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"" + id + "\"}");
    }

    private static void earlyAnswer(Stage stage, int rounds) throws IOException, InterruptedException {
        stage.faulty().behave(new Behaviour() {
            @Override
            public void onHead(UpstreamRequest request, UpstreamConnection connection) {
                if (request.method().equals("POST")) {
                    var unused = connection.send(Answers.item(POISON));
                }
            }

            @Override
            public void onRequest(UpstreamRequest request, UpstreamConnection connection) {
                if (!request.method().equals("POST")) {
                    var unused = connection.send(Answers.item(request.lastSegment()));
                }
            }
        });
        int port = stage.rest();
        byte[] half = new byte[100_000];
        for (int i = 0; i < rounds; i++) {
            try (Connection early = stage.restConnection();
                    Connection next = stage.restConnection()) {
                early.send(Requests.with(port, "POST", "/raw", "application/octet-stream", new byte[0]));
                early.await(Stage.PATIENCE);
                byte[] head = Requests.headWithLength(
                        port, "POST", "/raw", Map.of("Content-Type", "text/plain"), half.length * 2L);
                Reply reply = early.send(Requests.join(head, half)).await(Stage.PATIENCE);
                stage.check(reply.isComplete(), "the early answer did not arrive: %s", reply.summary());
                early.send(half);
                String id = "after-" + i;
                Reply other = next.send(Requests.get(port, "/items/" + id)).await(Stage.PATIENCE);
                stage.check(Answered.withItem(other, id), "another caller got %s", other.summary());
            }
        }
    }
}
