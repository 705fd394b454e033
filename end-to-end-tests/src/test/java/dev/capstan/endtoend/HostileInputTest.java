package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.JsonLimits;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values and peers that mean harm: the right error, and the engine goes on. */
class HostileInputTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVERYWHERE = Documents.of("""
            - name: r
              path: /items/{id}/end
              operations:
              - name: op
                method: POST
                inputParameters:
                - {name: q, in: query}
                - {name: X-H, in: header}
                - {name: c, in: cookie}
                - {name: b1, in: body}
                - {name: b2, in: body}
            - name: plain
              path: /plain
              operations: [{name: get, method: GET}, {name: put, method: PUT}]
            """, """
            - path: /plain
              operations:
              - {method: GET, name: get, call: api.get}
              - {method: PUT, name: put, call: api.put}
            - path: /shaped
              operations:
              - {method: GET, name: shaped, call: api.get, outputParameters: [{type: string, mapping: $.a}]}
            - path: /fields
              operations:
              - {method: POST, name: fields, call: api.op, with: {id: "1"}}
            """, "- {name: t, description: d, call: api.op}");

    @Test
    void noArgumentChangesWhatIsCalled() {
        Random random = new Random(20261121);
        String alphabet = "ab/\\?#%&=+;:@'\"<>{}[]. \t\r\n\u0000\u0007é€\uD83D\uDE00";
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(EVERYWHERE, upstream)) {
            int sent = 0;
            for (int round = 0; round < 150; round++) {
                StringBuilder text = new StringBuilder("x");
                for (int i = random.nextInt(12); i > 0; i--) {
                    int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
                    text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
                }
                String value = text.toString();
                boolean fits = value.chars().noneMatch(c -> c < 32 && c != '\t' || c == 127);
                String json = JSON.writeValueAsString(Map.of(
                        "id",
                        value,
                        "q",
                        value,
                        "X-H",
                        fits ? "v" : value,
                        "c",
                        fits && value.indexOf(9) < 0 ? value : "v",
                        "b1",
                        value));
                if (!fits) {
                    JsonNode refusal = served.mcp("tools/call", "{\"name\":\"t\",\"arguments\":" + json + "}");
                    assertThat(refusal.at("/error/message").asString()).contains("X-H", "control character");
                    assertThat(upstream.requests()).hasSize(sent);
                    continue;
                }
                JsonNode result = served.call("t", json);
                assertThat(result.path("isError").asBoolean(false)).as(value).isFalse();
                RecordedRequest seen = upstream.take();
                assertThat(seen.method()).isEqualTo("POST");
                assertThat(seen.path()).startsWith("/items/").endsWith("/end");
                assertThat(seen.path().split("/", -1)).hasSize(4);
                assertThat(seen.query()).startsWith("q=").doesNotContain("&");
                assertThat(ServedDocument.json(seen.text())).isEqualTo(JSON.valueToTree(Map.of("b1", value)));
                assertThat(seen.headers("Host")).hasSize(1);
                sent++;
            }
        }
    }

    @Test
    void aMegabyteInEachPlaceIsSentOrRefusedWhole() {
        String large = "y".repeat(1 << 20);
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(EVERYWHERE, upstream)) {
            for (String place : new String[] {"id", "q", "X-H", "c", "b1"}) {
                Map<String, String> arguments =
                        place.equals("id") ? Map.of("id", large) : Map.of("id", "1", place, large);
                JsonNode result = served.call("t", JSON.writeValueAsString(arguments));
                assertThat(result.path("isError").asBoolean(false)).as(place).isFalse();
                RecordedRequest seen = upstream.take();
                assertThat(seen.toString().length()
                                + seen.headers().stream()
                                        .mapToInt(h -> h.getValue().length())
                                        .sum())
                        .isGreaterThan(1 << 20);
            }
        }
    }

    @Test
    void twentyMegabytesAreTooMuch() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(EVERYWHERE, upstream);
                Socket socket = connect(served)) {
            OutputStream out = socket.getOutputStream();
            write(out, "PUT /plain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20971520\r\n\r\n");
            assertThat(status(socket)).isEqualTo(413);
            assertThat(upstream.requests()).isEmpty();
            assertThat(served.rest("GET", "/plain").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tenThousandHeadersAreTooMany() throws IOException {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(EVERYWHERE, upstream);
                Socket socket = connect(served)) {
            StringBuilder head = new StringBuilder("GET /plain HTTP/1.1\r\nHost: localhost\r\n");
            for (int i = 0; i < 10_000; i++) {
                head.append("X-").append(i).append(": 1\r\n");
            }
            try {
                write(socket.getOutputStream(), head.append("\r\n").toString());
            } catch (IOException e) {
                // The server may answer and close before all of it is written.
            }
            assertThat(status(socket)).isEqualTo(431);
            assertThat(served.rest("GET", "/plain").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/shaped"})
    void upstreamsThatBreakOffOrTalkNonsense(String path) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(EVERYWHERE, upstream, HostileInputTest::patience)) {
            upstream.answer(UpstreamAnswer.raw("this is no HTTP\r\n\r\n"));
            HttpResponse<String> garbage = served.rest("GET", path);
            assertThat(garbage.statusCode()).isEqualTo(502);
            assertThat(garbage.body())
                    .contains("upstream-unreadable", "api.get")
                    .doesNotContain("Exception", "io.netty");
            upstream.answer(UpstreamAnswer.never());
            HttpResponse<String> silence = served.rest("GET", path);
            assertThat(silence.statusCode()).isEqualTo(504);
            assertThat(silence.body()).contains("upstream-timeout", "api.get");
            upstream.answer(UpstreamAnswer.json(200, "{\"a\":\"b\"}"));
            assertThat(served.rest("GET", path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void fewBytesThatWouldBecomeManyValuesAreRefused() {
        String values = "{\"b1\":[" + "[],".repeat(JsonLimits.REQUEST_TOKENS / 2) + "[]]}";
        String answer = "{\"a\":\"b\",\"c\":[" + "[],".repeat(JsonLimits.ANSWER_TOKENS / 2) + "[]]}";
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(EVERYWHERE, upstream)) {
            HttpResponse<String> refused = served.restJson("POST", "/fields", values);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("malformed-body", "limit");
            JsonNode error = served.mcp("tools/call", "{\"name\":\"t\",\"arguments\":" + values + "}");
            assertThat(error.at("/error/message").asString()).contains("limit");
            assertThat(upstream.requests()).isEmpty();
            upstream.answer(UpstreamAnswer.json(200, answer));
            HttpResponse<String> unreadable = served.rest("GET", "/shaped");
            assertThat(unreadable.statusCode()).isEqualTo(502);
            assertThat(unreadable.body()).contains("upstream-unreadable", "limit");
            upstream.answer(UpstreamAnswer.json(200, answer));
            assertThat(served.rest("GET", "/plain").body()).isEqualTo(answer);
        }
    }

    private static EngineBuilder patience(EngineBuilder builder) {
        NamespaceConfiguration impatient = NamespaceConfiguration.builder()
                .headTimeout(Duration.ofSeconds(2))
                .idleTimeout(Duration.ofSeconds(2))
                .maxRetries(0)
                .breakerMinimumCalls(0)
                .build();
        return builder.configuration(ServedDocument.onFreePorts().withOtherNamespaces(impatient));
    }

    private static Socket connect(ServedDocument served) throws IOException {
        URI url = URI.create(served.url("rest"));
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static int status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        String line = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        assertThat(line).startsWith("HTTP/1.1 ");
        return Integer.parseInt(line.substring(9));
    }
}
