package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.front.Front;
import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.process.CommandRun;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What clients and logs must not learn: credentials, and where upstreams are. */
final class SecretProbes {
    private static final String GROUP = "secrets";

    private SecretProbes() {}

    static List<Probe> all() {
        return List.of(
                new Probe(
                        GROUP,
                        "hidden-address",
                        "problems do not tell clients the upstream's host and port",
                        Setup.OWN,
                        SecretProbes::address),
                new Probe(
                        GROUP,
                        "echoed-credential",
                        "an upstream that echoes the credential puts it into no problem and no log",
                        Setup.with("--access-log", "--log-level", "debug"),
                        SecretProbes::echo),
                new Probe(
                        GROUP,
                        "explain",
                        "--explain masks a known secret wherever it stands",
                        Setup.NONE,
                        SecretProbes::explain));
    }

    private static void address(Stage stage) throws IOException, InterruptedException {
        String port = Integer.toString(stage.faulty().port());
        stage.faulty().goAway();
        judgeAddress(stage, "away", port);
        stage.faulty().comeBack();
        stage.faulty().behave((request, connection) -> connection.send("garbage\r\n\r\n"));
        judgeAddress(stage, "garbage", port);
        stage.faulty().behave((request, connection) -> connection.reset());
        judgeAddress(stage, "reset", port);
    }

    private static void judgeAddress(Stage stage, String when, String port) throws IOException, InterruptedException {
        List<Reply> replies = List.of(
                stage.get("/items/1"),
                stage.get("/items/1/summary"),
                stage.ask(stage.mcp(), Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"1\"}")));
        for (Reply reply : replies) {
            stage.check(Answered.withFailure(reply), "%s: %s", when, reply.summary());
            boolean told = reply.text().contains("127.0.0.1") || reply.text().contains(port);
            stage.check(!told, "%s: the client is told the address: %s", when, reply.summary());
        }
    }

    private static void echo(Stage stage) throws IOException, InterruptedException {
        String secret = Front.SECRET;
        for (String answer : List.of(
                "HTTP/1.1 200 Bearer " + secret + "\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 abc Bearer " + secret + "\r\n\r\n",
                "Authorization: Bearer " + secret + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nAuthorization Bearer " + secret + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nAuthori zation: Bearer " + secret + "\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + secret + "\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + secret + "\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: http://" + secret + ".invalid:99999/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n{\"id\": Bearer "
                        + secret,
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error=\"" + secret
                        + "\"\r\nContent-Length: 0\r\n\r\n")) {
            stage.faulty().behave((request, connection) -> {
                var unused = connection.send(answer);
                connection.closeAfterSending();
            });
            List<Reply> replies = List.of(
                    stage.get("/items/1/summary"),
                    stage.ask(stage.mcp(), Requests.tool(stage.mcp(), 1, "get-item-summary", "{\"id\":\"1\"}")));
            for (Reply reply : replies) {
                boolean inHead = reply.fields().values().stream()
                        .anyMatch(values -> values.toString().contains(secret));
                stage.check(
                        !reply.text().contains(secret) && !inHead,
                        "a client was told the credential after %s",
                        answer.replaceAll("\\s+", " "));
            }
        }
    }

    private static void explain(Stage stage) throws IOException, InterruptedException {
        Path document = Front.document(stage.directory());
        CommandRun.Outcome outcome = CommandRun.start(
                        stage.directory().resolve("explain.txt"),
                        stage.launch().environment(stage.directory()),
                        List.of(
                                stage.launch().script().toString(),
                                "call",
                                document.toString(),
                                "patch-item",
                                "id=" + Front.SECRET,
                                "name=Bearer " + Front.SECRET,
                                "--explain",
                                "--dry-run",
                                "--bind",
                                "FAULTY_TOKEN=" + Front.SECRET))
                .await(Duration.ofSeconds(30));
        stage.check(outcome.exit() == 0, "exit code %d: %s", outcome.exit(), outcome.output());
        stage.check(
                !outcome.output().contains(Front.SECRET),
                "the credential is shown: %s",
                outcome.output().replaceAll("\\s+", " "));
    }
}
