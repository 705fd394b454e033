package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.hostile.Probe;
import dev.capstan.benchmarks.hostile.Setup;
import dev.capstan.benchmarks.hostile.Stage;
import dev.capstan.benchmarks.wire.Connection;
import dev.capstan.benchmarks.wire.Reply;
import dev.capstan.benchmarks.wire.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Requests that two parsers may read in two ways: they are refused. */
final class ParsingProbes {
    private static final String GROUP = "parsing";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String HOST = "Host: 127.0.0.1:PORT\r\n";
    private static final String CHUNKED = HOST + "Transfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n";

    private ParsingProbes() {}

    static List<Probe> all() {
        return List.of(
                probe(
                        "request-lines",
                        "request lines with two spaces, tabs and the like are refused",
                        List.of(
                                "GET  /items/1 HTTP/1.1\r\n" + HOST + "\r\n",
                                "GET /items/1  HTTP/1.1\r\n" + HOST + "\r\n",
                                "GET\t/items/1 HTTP/1.1\r\n" + HOST + "\r\n",
                                "GET /items/1\tHTTP/1.1\r\n" + HOST + "\r\n",
                                "GET /items/1 HTTP/1.1 \r\n" + HOST + "\r\n",
                                " GET /items/1 HTTP/1.1\r\n" + HOST + "\r\n",
                                "GET /items/1 HTTP/1.1\u000b\r\n" + HOST + "\r\n",
                                "GET /items/1\u0000 HTTP/1.1\r\n" + HOST + "\r\n",
                                "GET /items/1 http/1.1\r\n" + HOST + "\r\n",
                                "GET /items/1 HTTP/1.10\r\n" + HOST + "\r\n",
                                "GET /items/1 HTTP/2.0\r\n" + HOST + "\r\n",
                                "G[T /items/1 HTTP/1.1\r\n" + HOST + "\r\n")),
                probe(
                        "folded-trailers",
                        "folded and malformed trailers are refused",
                        List.of(
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1\r\nx\r\n0\r\nX-A: a\r\n b\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1\r\nx\r\n0\r\nX-A: a\r\n\tb\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1\r\nx\r\n0\r\n b: c\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1\r\nx\r\n0\r\nX A: a\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1\r\nx\r\n0\r\nX-A : a\r\n\r\n")),
                probe(
                        "fields",
                        "folded fields, spaces before colons and the like are refused",
                        List.of(
                                "GET /items/1 HTTP/1.1\r\n" + HOST + "X-A: a\r\n b\r\n\r\n",
                                "GET /items/1 HTTP/1.1\r\n" + HOST + "X-A : a\r\n\r\n",
                                "GET /items/1 HTTP/1.1\r\n" + HOST + "X-A: a\u0000b\r\n\r\n",
                                "GET /items/1 HTTP/1.1\r\n" + HOST + "X\u0001A: a\r\n\r\n",
                                "GET /items/1 HTTP/1.1\r\n" + HOST + ": a\r\n\r\n",
                                "GET /items/1 HTTP/1.1\r\n" + HOST + HOST + "\r\n",
                                "GET /items/1 HTTP/1.1\r\n\r\n")),
                probe(
                        "lengths",
                        "requests with two lengths, or a length and chunks, are refused",
                        List.of(
                                post("Content-Length: 1\r\nContent-Length: 2\r\n") + "xy",
                                post("Content-Length: 1\r\nContent-Length: 2\r\nConnection: keep-alive\r\n")
                                                .replace("HTTP/1.1", "HTTP/1.0")
                                        + "xy",
                                post("Content-Length: 1, 2\r\n") + "xy",
                                post("Content-Length: +1\r\n") + "x",
                                post("Content-Length: -1\r\n") + "x",
                                post("Content-Length: 0x1\r\n") + "x",
                                post("Content-Length : 1\r\n") + "x",
                                post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
                                post("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n",
                                post("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n",
                                post("Transfer-Encoding: chunked, gzip\r\n") + "0\r\n\r\n",
                                post("Transfer-Encoding : chunked\r\n") + "0\r\n\r\n",
                                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n") + "0\r\n\r\n")),
                probe(
                        "chunk-sizes",
                        "chunk sizes that are no plain hexadecimal number are refused",
                        List.of(
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "+1\r\nx\r\n0\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "-1\r\nx\r\n0\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "0x1\r\nx\r\n0\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1 1\r\nx\r\n0\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "ffffffffffffffff1\r\nx\r\n0\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1\r\nxy0\r\n\r\n",
                                "POST /raw HTTP/1.1\r\n" + CHUNKED + "1\nx\n0\n\n")),
                new Probe(
                        GROUP,
                        "forms",
                        "forms with bytes or escapes that are not UTF-8 are refused",
                        Setup.SHARED,
                        ParsingProbes::forms),
                new Probe(
                        GROUP,
                        "duplicate-params",
                        "JSON-RPC members and arguments that come twice are an error",
                        Setup.SHARED,
                        ParsingProbes::duplicates));
    }

    private static Probe probe(String name, String asks, List<String> requests) {
        return new Probe(GROUP, name, asks, Setup.SHARED, stage -> {
            for (String request : requests) {
                refused(stage, request);
            }
        });
    }

    private static String post(String framing) {
        return "POST /raw HTTP/1.1\r\n" + HOST + "Content-Type: text/plain\r\n" + framing + "\r\n";
    }

    private static void refused(Stage stage, String request) throws IOException, InterruptedException {
        long before = stage.faulty().requests();
        try (Connection connection = stage.restConnection()) {
            Reply reply = connection
                    .send(request.replace("PORT", Integer.toString(stage.rest())))
                    .await(stage.bound(PATIENCE));
            String shown = shown(request);
            boolean refused = reply.isComplete() && reply.status() >= 400
                    || reply.outcome() == Reply.Outcome.CLOSED
                    || reply.outcome() == Reply.Outcome.CUT;
            stage.check(refused, "\"%s\": %s", shown, reply.summary());
            stage.check(stage.faulty().requests() == before, "\"%s\" reached the upstream as a whole request", shown);
        }
    }

    /** The part of a request that is odd, as far as that can be told, with its control characters made visible. */
    private static String shown(String request) {
        String plain = request.replace("Host: 127.0.0.1:PORT", "Host")
                .replace("Content-Type: text/plain\r\n", "")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("  ", "\u2423\u2423")
                .replaceAll("\\p{Cntrl}", "^");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }

    private static void forms(Stage stage) throws IOException, InterruptedException {
        for (String form : List.of("a=%ff", "a=%C3%28", "%ED%A0%80=b", "a=\u00e9", "a=%", "a=%g1")) {
            byte[] body = form.getBytes(StandardCharsets.ISO_8859_1);
            Reply reply = stage.ask(
                    stage.rest(),
                    Requests.with(stage.rest(), "POST", "/notes", "application/x-www-form-urlencoded", body));
            stage.check(reply.is(400), "%s: %s", form, reply.summary());
        }
    }

    private static void duplicates(Stage stage) throws IOException, InterruptedException {
        String good = "{\"name\":\"get-item\",\"arguments\":{\"id\":\"1\"}}";
        String bad = "{\"name\":\"get-item\",\"arguments\":{\"id\":\"2\"}}";
        String begin = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",";
        long before = stage.faulty().heads();
        for (String message : List.of(
                begin + "\"params\":" + good + ",\"params\":" + bad + "}",
                begin + "\"params\":{\"name\":\"get-item\",\"arguments\":{\"id\":\"1\",\"id\":\"2\"}}}",
                begin + "\"params\":{\"name\":\"get-item\",\"name\":\"get-calm-item\",\"arguments\":{\"id\":\"1\"}}}",
                begin + "\"params\":{\"name\":\"get-item\",\"arguments\":{\"id\":\"1\"},\"arguments\":{\"id\":\"2\"}}}",
                begin + "\"method\":\"ping\",\"params\":" + good + "}")) {
            Reply reply = stage.ask(stage.mcp(), Requests.rpc(stage.mcp(), message));
            stage.check(Answered.withFailure(reply), "%s: %s", message.substring(begin.length()), reply.summary());
        }
        long reached = stage.faulty().heads() - before;
        stage.check(reached == 0, "%d of them reached the upstream", reached);
    }
}
