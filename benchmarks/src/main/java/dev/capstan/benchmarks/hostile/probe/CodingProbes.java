package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Framing of an upstream's answers that has more than one reading. */
final class CodingProbes {
    private static final String GROUP = "framing";
    private static final String CHUNKS = "15\r\n{\"id\":\"item unknown\"}\r\n0\r\n\r\n";
    private static final String SIZED = "{\"id\":\"item unknown\"}";

    private CodingProbes() {}

    static List<Probe> all() {
        return List.of(
                probe(
                        "transfer-coding",
                        "a transfer coding other than exactly chunked is 502",
                        List.of(
                                "Transfer-Encoding: gzip, chunked",
                                "Transfer-Encoding: xchunked",
                                "Transfer-Encoding: chunked, gzip",
                                "Transfer-Encoding: chunked, chunked",
                                "Transfer-Encoding: gzip",
                                "Transfer-Encoding: identity, chunked",
                                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                                "Transfer-Encoding: \"chunked\"",
                                "Transfer-Encoding: chunked;q=1"),
                        CHUNKS),
                probe(
                        "two-framings",
                        "an answer with two lengths, or a length and chunks, is 502",
                        List.of(
                                "Content-Length: 5\r\nContent-Length: 21",
                                "Content-Length: 5, 21",
                                "Content-Length: +21",
                                "Content-Length: 0x15",
                                "Content-Length: 99999999999999999999"),
                        SIZED),
                probe(
                        "odd-chunks",
                        "an answer whose chunks cannot be read is no success",
                        List.of("Transfer-Encoding: chunked"),
                        "-1\r\nx\r\n0\r\n\r\n"),
                new Probe(
                        GROUP,
                        "endless-interim",
                        "interim responses without end, and empty lines, are 502",
                        Setup.SHARED,
                        CodingProbes::endlessInterim),
                new Probe(
                        GROUP, "space-before-colon", "white space before a colon ends no name", Setup.SHARED, stage -> {
                            // RFC 9112, section 5.1: taken off before the answer is handed on.
                            stage.faulty()
                                    .behave((request, connection) -> connection.send(Requests.join(
                                            Answers.head(200, "Content-Type: application/json\r\nContent-Length : 21"),
                                            SIZED.getBytes(StandardCharsets.US_ASCII))));
                            Reply reply = stage.get("/items/1");
                            stage.check(
                                    reply.is(502)
                                            || reply.is(200) && reply.text().equals(SIZED),
                                    "%s",
                                    reply.summary());
                        }),
                new Probe(GROUP, "chunked-any-case", "chunked is read in any case", Setup.SHARED, stage -> {
                    stage.faulty()
                            .behave((request, connection) -> connection.send(Requests.join(
                                    Answers.head(200, "Content-Type: application/json\r\nTransfer-Encoding: Chunked"),
                                    CHUNKS.getBytes(StandardCharsets.US_ASCII))));
                    Reply reply = stage.get("/items/1");
                    stage.check(reply.is(200) && reply.text().equals(SIZED), "%s", reply.summary());
                }));
    }

    private static void endlessInterim(Stage stage) throws IOException, InterruptedException {
        for (String endless : List.of("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n", "\r\n")) {
            byte[] many = endless.repeat(1000).getBytes(StandardCharsets.US_ASCII);
            stage.faulty().behave((request, connection) -> connection.send(many, Long.MAX_VALUE));
            Reply reply = stage.get("/items/1");
            stage.check(reply.is(502), "%s: %s", endless.strip(), reply.summary());
        }
    }

    private static Probe probe(String name, String asks, List<String> fields, String body) {
        return new Probe(GROUP, name, asks, Setup.SHARED, stage -> {
            for (String field : fields) {
                refused(stage, field, body);
            }
        });
    }

    private static void refused(Stage stage, String fields, String body) throws IOException, InterruptedException {
        String head =
                new String(Answers.head(200, "Content-Type: application/json\r\n" + fields), StandardCharsets.US_ASCII);
        stage.faulty().behave((request, connection) -> {
            var unused = connection.send(head + body);
            connection.closeAfterSending();
        });
        String shown = fields.replace("\r\n", " + ");
        Reply rest = stage.get("/items/1");
        // A head that promises a body can only be cut off once it was handed on.
        boolean restRefused = rest.is(502) || rest.outcome() == Reply.Outcome.CUT;
        stage.check(restRefused, "%s: %s", shown, rest.summary());
        Reply mcp = stage.ask(stage.mcp(), Requests.tool(stage.mcp(), 1, "get-item", "{\"id\":\"1\"}"));
        stage.check(Answered.withFailure(mcp), "%s by MCP: %s", shown, mcp.summary());
    }
}
