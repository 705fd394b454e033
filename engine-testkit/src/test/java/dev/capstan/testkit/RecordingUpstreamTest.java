package dev.capstan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingUpstreamTest {
    private final RecordingUpstream upstream = RecordingUpstream.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        upstream.close();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(upstream.origin() + target));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void recordsARequestAsItCame() throws Exception {
        HttpResponse<String> response = send(request("/a%2Fb?x=1&x=2")
                .header("X-Sample", "one")
                .POST(HttpRequest.BodyPublishers.ofString("{\"n\":1}"))
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        RecordedRequest seen = upstream.take();
        assertThat(seen).hasToString("POST /a%2Fb?x=1&x=2 {\"n\":1}");
        assertThat(seen.path()).isEqualTo("/a%2Fb");
        assertThat(seen.query()).isEqualTo("x=1&x=2");
        assertThat(seen.header("x-sample")).isEqualTo("one");
        assertThat(seen.connection()).isEqualTo(1);
    }

    @Test
    void answersAsToldAndThenAsUsual() throws Exception {
        upstream.answer(UpstreamAnswer.empty(204))
                .answerNext(UpstreamAnswer.json(404, "{}").header("X-Why", "gone"));

        HttpResponse<String> first = send(request("/").build());
        HttpResponse<String> second = send(request("/").build());

        assertThat(first.statusCode()).isEqualTo(404);
        assertThat(first.headers().firstValue("X-Why")).contains("gone");
        assertThat(second.statusCode()).isEqualTo(204);
    }

    @Test
    void holdsAnAnswerBackUntilItsGateOpens() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        upstream.answer(UpstreamAnswer.json(200, "1").after(gate));

        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(request("/").build(), HttpResponse.BodyHandlers.ofString());
        upstream.take();
        assertThat(response).isNotDone();
        gate.complete(null);

        assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("1");
    }

    @Test
    void sendsPiecesChunked() throws Exception {
        upstream.answer(new UpstreamAnswer.Pieces(200, "text/plain", List.of(bytes("one "), bytes("two")), null));

        HttpResponse<String> response = send(request("/").build());

        assertThat(response.body()).isEqualTo("one two");
        assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
    }

    @Test
    void misbehavesOnRequest() throws Exception {
        for (UpstreamAnswer answer : List.of(
                UpstreamAnswer.raw("nonsense\r\n\r\n"), UpstreamAnswer.hangup(), UpstreamAnswer.resetMidBody("{"))) {
            upstream.answer(answer);

            assertThatThrownBy(() -> send(request("/")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build()))
                    .as(answer.toString())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void tellsWhenAConnectionEnds() throws Exception {
        upstream.answer(UpstreamAnswer.never());
        HttpRequest unrepeatable =
                request("/").POST(HttpRequest.BodyPublishers.noBody()).build();
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(unrepeatable, HttpResponse.BodyHandlers.ofString());
        upstream.take();

        upstream.disconnectAll();

        assertThat(upstream.awaitDisconnect()).isEqualTo(1);
        assertThat(upstream.connections()).isEqualTo(1);
        assertThat(response.handle((value, failure) -> failure).get(20, TimeUnit.SECONDS))
                .isNotNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
