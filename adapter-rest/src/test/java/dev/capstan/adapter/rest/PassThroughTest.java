package dev.capstan.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies and bodies that go through as they are. */
class PassThroughTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RecordingUpstream upstream;
    private ServedDocument served;

    @BeforeEach
    void serve() {
        upstream = RecordingUpstream.start();
        served = ServedDocument.serve(Documents.passing(), upstream);
    }

    @AfterEach
    void stop() {
        served.close();
        upstream.close();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(served.url("rest") + target));
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 4097, 70_000, 20_000_000})
    void bytesOfAnySizeComeBackAsTheyAre(int size) throws Exception {
        byte[] bytes = noise(size);
        upstream.answer(UpstreamAnswer.bytes(200, "application/octet-stream", bytes));
        HttpResponse<byte[]> response = client.send(request("/o").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.body()).isEqualTo(bytes);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/octet-stream");
    }

    @Test
    void piecesArePassedAsTheyCome() throws Exception {
        CompletableFuture<Void> rest = new CompletableFuture<>();
        upstream.answer(new UpstreamAnswer.Pieces(
                200,
                "text/event-stream",
                List.of("first".getBytes(StandardCharsets.UTF_8), "second".getBytes(StandardCharsets.UTF_8)),
                rest));
        HttpResponse<InputStream> response =
                client.send(request("/o").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            assertThat(new String(in.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("first");
            rest.complete(null);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("second");
        }
    }

    @Test
    void longBodiesGoUpUnread() throws Exception {
        byte[] bytes = noise(5_000_000);
        for (HttpRequest.BodyPublisher publisher : List.of(
                HttpRequest.BodyPublishers.ofByteArray(bytes),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))) {
            HttpResponse<String> response = client.send(
                    request("/o")
                            .header("Content-Type", "application/x-anything")
                            .POST(publisher)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            RecordedRequest seen = upstream.take();
            assertThat(Arrays.equals(seen.body(), bytes)).isTrue();
            assertThat(seen.header("Content-Type")).isEqualTo("application/x-anything");
        }
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        HttpResponse<String> response = client.send(
                request("/o")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[11 * 1024 * 1024])))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"code\":\"body-too-large\"");
        assertThat(served.rest("GET", "/o").statusCode()).isEqualTo(200);
    }

    @Test
    void headIsSentAsGetAndItsBodyStaysHere() {
        upstream.answer(UpstreamAnswer.json(200, "{\"a\":1}").header("ETag", "\"1\""));
        HttpResponse<String> response = served.rest("HEAD", "/o");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("etag")).hasValue("\"1\"");
        assertThat(upstream.take().method()).isEqualTo("GET");
        assertThat(served.rest("GET", "/o").body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void compressedAnswersStayCompressedForWhoTakesThem() {
        upstream.answer(UpstreamAnswer.json(200, "not really compressed").header("Content-Encoding", "br"));
        HttpResponse<String> response = served.rest("GET", "/o", "Accept-Encoding", "br, gzip");
        assertThat(response.headers().firstValue("content-encoding")).hasValue("br");
        assertThat(response.body()).isEqualTo("not really compressed");
        assertThat(upstream.take().header("Accept-Encoding")).isEqualTo("br, gzip");
    }

    @Test
    void rateLimitsPassAndHopByHopFieldsDoNot() {
        upstream.answer(UpstreamAnswer.json(429, "{}")
                .header("Retry-After", "7200")
                .header("X-RateLimit-Remaining", "0")
                .header("RateLimit", "r=0")
                .header("Set-Cookie", "a=b")
                .header("WWW-Authenticate", "Basic")
                .header("X-Powered-By", "something")
                .header("Keep-Alive", "timeout=5"));
        HttpResponse<String> response = served.rest("POST", "/o");
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().map())
                .containsKeys("retry-after", "x-ratelimit-remaining", "ratelimit")
                .doesNotContainKeys("set-cookie", "www-authenticate", "x-powered-by", "keep-alive", "server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangup", "garbage", "reset"})
    void upstreamsThatFailAreToldAsSuchAndTheNextCallWorks(String how) throws Exception {
        UpstreamAnswer broken = switch (how) {
            case "hangup" -> UpstreamAnswer.hangup();
            case "garbage" -> UpstreamAnswer.raw("SSH-2.0-OpenSSH\r\n\r\n");
            default -> UpstreamAnswer.resetMidBody("{\"begun");
        };
        upstream.answer(broken);
        if (how.equals("reset")) {
            assertThatThrownBy(() -> client.send(request("/o").build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        } else {
            HttpResponse<String> response = served.restJson("POST", "/o", "{}");
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(response.body()).contains("\"upstream\":\"api.write\"");
        }
        upstream.answer(UpstreamAnswer.json(200, "1"));
        assertThat(served.rest("GET", "/o").body()).isEqualTo("1");
    }

    @Test
    void aClientThatGoesEndsTheCallUpstream() throws Exception {
        upstream.answer(UpstreamAnswer.never());
        URI url = URI.create(served.url("rest"));
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write("GET /o HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        RecordedRequest seen = upstream.take();
        socket.close();
        assertThat(upstream.awaitDisconnect()).isEqualTo(seen.connection());
    }

    @Test
    void aClientThatGoesMidReplyEndsTheCallUpstream() throws Exception {
        upstream.answer(new UpstreamAnswer.Pieces(
                200, "text/plain", List.of(noise(1000), noise(1000)), new CompletableFuture<>()));
        URI url = URI.create(served.url("rest"));
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write("GET /o HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().readNBytes(500)).hasSize(500);
        socket.close();
        assertThat(upstream.awaitDisconnect()).isEqualTo(upstream.take().connection());
    }
}
