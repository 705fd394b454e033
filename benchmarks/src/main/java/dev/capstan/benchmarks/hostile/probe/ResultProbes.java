package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Bystanders;
import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Answers of an upstream that become larger than they came, or than a model can take. */
final class ResultProbes {
    private static final String GROUP = "results";
    private static final long RESULT_LIMIT = 8L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the message around a result and its escaping may add. */
    private static final long AROUND = 64 << 10;

    private ResultProbes() {}

    static List<Probe> all(Size size) {
        int megabytes = size.of(300, 64);
        return List.of(
                new Probe(
                        GROUP,
                        "gzip-bomb",
                        "a gzip bomb does not become a tool's result of its full size",
                        Setup.OWN,
                        stage -> bomb(stage, megabytes)),
                new Probe(
                        GROUP,
                        "gzip-bomb-shaped",
                        "a gzip bomb behind a shaped call is 502",
                        Setup.OWN,
                        stage -> shapedBomb(stage, megabytes)),
                new Probe(
                        GROUP,
                        "result-limit",
                        "a tool's result ends at 8 MiB, and says so",
                        Setup.OWN,
                        ResultProbes::limit));
    }

    private static void bomb(Stage stage, int megabytes) throws IOException, InterruptedException {
        compressed(stage, megabytes);
        Bystanders others = Bystanders.ofCalm(stage);
        try (others) {
            judgeResult(stage, tool(stage));
        }
    }

    private static void shapedBomb(Stage stage, int megabytes) throws IOException, InterruptedException {
        compressed(stage, megabytes);
        Bystanders others = Bystanders.ofCalm(stage);
        try (others) {
            Reply reply = stage.ask(stage.rest(), Requests.get(stage.rest(), "/items/1/summary"), PATIENCE);
            stage.check(reply.is(502), "%s", reply.summary());
        }
    }

    private static void limit(Stage stage) throws IOException, InterruptedException {
        byte[] text = new byte[20_000_000];
        Arrays.fill(text, (byte) 't');
        byte[] answer = Answers.sized(200, "text/plain", text);
        stage.faulty().behave((request, connection) -> connection.send(answer));
        judgeResult(stage, tool(stage));
    }

    private static Reply tool(Stage stage) throws IOException, InterruptedException {
        return stage.ask(stage.mcp(), Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"1\"}"), PATIENCE);
    }

    private static void judgeResult(Stage stage, Reply reply) {
        stage.note("the result has %,d bytes", reply.bodyLength());
        stage.check(reply.isComplete(), "%s", reply.summary());
        stage.check(
                reply.bodyLength() <= RESULT_LIMIT + AROUND, "the model got %,d MB", reply.bodyLength() / 1_000_000);
        String text = reply.text().toLowerCase(Locale.ROOT);
        stage.check(
                text.contains("limit") || text.contains("mib") || text.contains("bytes"),
                "the result does not say that something was left out");
    }

    private static void compressed(Stage stage, int megabytes) throws IOException {
        byte[] bomb = gzip(megabytes);
        byte[] head = Answers.head(
                200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length);
        byte[] answer = Requests.join(head, bomb);
        stage.faulty().behave((request, connection) -> connection.send(answer));
    }

    /** A JSON object that is so large when it is decompressed. */
    private static byte[] gzip(int megabytes) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'b');
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16)) {
            gzip.write("{\"id\":\"1\",\"name\":\"".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < megabytes; i++) {
                gzip.write(megabyte);
            }
            gzip.write("\"}".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }
}
