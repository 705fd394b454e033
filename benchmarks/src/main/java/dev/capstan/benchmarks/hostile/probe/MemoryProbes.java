package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Bystanders;
import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Size;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Behaviour;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests that take far more memory than bytes, and many of them at once: the process must not end. */
final class MemoryProbes {
    private static final String GROUP = "memory";
    private static final String NAME = "{\"id\":\"1\",\"note\":\"";
    private static final int LARGE = 9_900_000;

    private MemoryProbes() {}

    static List<Probe> all(Size size) {
        return List.of(
                probe("form-body", "a form body of 5 MB of a&a&a… does not end the process", MemoryProbes::forms),
                probe(
                        "small-fields",
                        "heads of small fields that do not end do not end the process",
                        stage -> heads(stage, size.of(200, 60), "a:\r\n", 30_000)),
                probe(
                        "long-heads",
                        "thousands of heads of 30 KB that do not end do not end the process",
                        stage -> heads(stage, size.of(4000, 400), "x-padding: " + "p".repeat(87) + "\r\n", 30_000)),
                probe(
                        "small-values",
                        "MCP calls of tens of thousands of small values on a silent upstream do not end the process",
                        stage -> smallValues(stage, size.of(60, 12))),
                probe(
                        "wide-arguments",
                        "MCP arguments of 9.9 MB with one character beyond Latin-1 do not end the process",
                        stage -> wideArguments(stage, size.of(30, 6))),
                probe(
                        "pipelined",
                        "60 KB pipelined behind a silent call, on many connections, do not end the process",
                        stage -> pipelined(stage, size.of(1000, 150))));
    }

    private static Probe probe(String name, String asks, Probe.Script script) {
        return new Probe(GROUP, name, asks, Setup.OWN, stage -> {
            Bystanders others = Bystanders.ofCalm(stage);
            try (others) {
                script.run(stage);
            }
        });
    }

    private static void forms(Stage stage) throws IOException, InterruptedException {
        StringBuilder distinct = new StringBuilder();
        for (int i = 0; distinct.length() < 5_000_000; i++) {
            distinct.append(Integer.toString(i, 36)).append("=1&");
        }
        for (String form : List.of("a&".repeat(2_500_000), distinct.toString(), "&".repeat(5_000_000))) {
            byte[] body = form.getBytes(StandardCharsets.US_ASCII);
            Reply reply = stage.ask(
                    stage.rest(),
                    Requests.with(stage.rest(), "POST", "/notes", "application/x-www-form-urlencoded", body),
                    Duration.ofSeconds(30));
            stage.check(reply.isComplete(), "the form %s…: %s", form.substring(0, 8), reply.summary());
            if (!stage.engine().isAlive()) {
                return;
            }
        }
    }

    private static void heads(Stage stage, int connections, String field, int length)
            throws IOException, InterruptedException {
        String begin = "GET /calm/1 HTTP/1.1\r\nHost: 127.0.0.1:" + stage.rest() + "\r\n";
        byte[] bytes = (begin + field.repeat(length / field.length())).getBytes(StandardCharsets.US_ASCII);
        open(stage, stage.rest(), connections, bytes);
        hold(stage, 6);
    }

    private static void smallValues(Stage stage, int calls) throws IOException, InterruptedException {
        stage.faulty().behave(Behaviour.silent());
        List<String> values =
                List.of("1,".repeat(88_000) + "1", "[],".repeat(45_000) + "1", "{},".repeat(45_000) + "1");
        for (String some : values) {
            byte[] call = Requests.tool(stage.mcp(), 1, "post-raw", "{\"body\":{\"values\":[" + some + "]}}");
            open(stage, stage.mcp(), calls, call);
        }
        hold(stage, 6);
    }

    private static void wideArguments(Stage stage, int calls) throws IOException, InterruptedException {
        stage.faulty().behave(Behaviour.silent());
        byte[] call = Requests.tool(stage.mcp(), 1, "patch-item", NAME + "\u20ac" + "x".repeat(LARGE) + "\"}");
        open(stage, stage.mcp(), calls, call);
        hold(stage, 10);
    }

    private static void pipelined(Stage stage, int connections) throws IOException, InterruptedException {
        stage.faulty().behave(Behaviour.silent());
        String silent = Requests.head(stage.rest(), "GET", "/items/silent", Map.of());
        String behind = Requests.head(stage.rest(), "GET", "/calm/behind", Map.of());
        byte[] bytes = (silent + behind.repeat(60_000 / behind.length())).getBytes(StandardCharsets.US_ASCII);
        open(stage, stage.rest(), connections, bytes);
        hold(stage, 6);
    }

    private static void open(Stage stage, int port, int connections, byte[] bytes)
            throws IOException, InterruptedException {
        List<Connection> opened = new ArrayList<>();
        for (int i = 0; i < connections && stage.engine().isAlive(); i++) {
            opened.add(stage.network().connect(port).send(bytes));
        }
        stage.note("%d connections opened", opened.size());
    }

    /** Waits, and no longer than the process lives. */
    static void hold(Stage stage, int seconds) throws InterruptedException {
        stage.engine().awaitEnd(stage.size().of(seconds, Math.max(2, seconds / 4)));
    }
}
