package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.RawClient.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRouteAnswersWithItsPathAndQuery(boolean nio) throws Exception {
        try (TestServer server = nio ? TestServer.onNio() : TestServer.create()) {
            server.route(
                            "GET",
                            "/things/{id}",
                            (exchange, match) -> TestServer.reply(
                                    exchange,
                                    200,
                                    match.value(0) + exchange.query().all("q")))
                    .start();
            try (RawClient client = server.connect()) {
                Reply reply = client.get("/things/a%2Fb?q=1&q=x%20y+z").read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo("a/b[1, x y z]");
                assertThat(reply.header("date")).endsWith("GMT");
                assertThat(reply.headers()).doesNotContainKeys("server", "connection");
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (TestServer server = TestServer.create()) {
            server.route("GET", "/now/{n}", (exchange, match) -> TestServer.reply(exchange, 200, match.value(0)))
                    .route(
                            "GET",
                            "/later/{n}",
                            (exchange, match) ->
                                    exchange.eventLoop().execute(() -> TestServer.reply(exchange, 200, match.value(0))))
                    .start();
            try (RawClient client = server.connect()) {
                StringBuilder requests = new StringBuilder();
                for (int i = 0; i < 500; i++) {
                    requests.append("GET /")
                            .append(i % 3 == 0 ? "later/" : "now/")
                            .append(i)
                            .append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
                client.send(requests.toString());
                for (int i = 0; i < 500; i++) {
                    assertThat(client.read().body()).isEqualTo(String.valueOf(i));
                }
            }
        }
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        try (TestServer server = TestServer.create()
                        .route("GET", "/a", TestServer.text("hello"))
                        .start();
                RawClient client = server.connect()) {
            client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Reply reply = client.readHead();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-length")).isEqualTo("5");
            assertThat(client.get("/a").read().body()).isEqualTo("hello");
        }
    }

    @Test
    void unknownPathsAndMethodsAreToldApart() throws Exception {
        try (TestServer server = TestServer.create()
                        .route("GET", "/a/{x}", TestServer.text("got"))
                        .route("DELETE", "/a/{x}", TestServer.text("deleted"))
                        .route("POST", "/a/b", TestServer.text("posted"))
                        .start();
                RawClient client = server.connect()) {
            Reply unknown = client.get("/b").read();
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.header("content-type")).isEqualTo("application/problem+json");
            assertThat(unknown.body()).contains("\"code\":\"unknown-path\"").contains("\"instance\":\"/b\"");
            Reply method = client.send("PUT /a/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                    .read();
            assertThat(method.status()).isEqualTo(405);
            assertThat(method.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, POST");
            Reply options = client.send("OPTIONS /a/1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .read();
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS");
            assertThat(options.headers()).doesNotContainKey("content-length");
        }
    }

    @Test
    void theIndexTellsWhatIsServedUnlessADocumentUsesThatPath() throws Exception {
        try (TestServer server = TestServer.create()
                        .route("GET", "/a", TestServer.text("a"))
                        .start();
                RawClient client = server.connect()) {
            Reply index = client.get("/").read();
            assertThat(index.status()).isEqualTo(200);
            assertThat(index.body())
                    .isEqualTo(
                            "{\"serves\":[{\"title\":\"A\",\"type\":\"rest\",\"namespace\":\"a\",\"routes\":1,\"path\":\"/a\"}]}");
        }
        try (TestServer server = TestServer.create()
                        .route("GET", "/", TestServer.text("mine"))
                        .start();
                RawClient client = server.connect()) {
            assertThat(client.get("/").read().body()).isEqualTo("mine");
        }
    }

    @Test
    void http10ConnectionsEndUnlessTheClientKeepsThem() throws Exception {
        try (TestServer server =
                TestServer.create().route("GET", "/a", TestServer.text("a")).start()) {
            try (RawClient client = server.connect()) {
                Reply reply = client.send("GET /a HTTP/1.0\r\n\r\n").read();
                assertThat(reply.header("connection")).isEqualTo("close");
                assertThat(client.isAtEnd()).isTrue();
            }
            try (RawClient client = server.connect()) {
                Reply kept = client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                        .read();
                assertThat(kept.header("connection")).isEqualTo("keep-alive");
                assertThat(client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .read()
                                .header("connection"))
                        .isEqualTo("close");
                assertThat(client.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void streamedRepliesAreChunkedAndMayBeLong() throws Exception {
        byte[] piece = "0123456789abcdef".repeat(4096).getBytes(StandardCharsets.US_ASCII);
        try (TestServer server = TestServer.create()) {
            server.route(
                            "GET",
                            "/s",
                            (exchange, match) -> exchange.reply(200)
                                    .send(new Body.Stream(-1, new Pieces(exchange, piece, 300, false))))
                    .start();
            HttpResponse<byte[]> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url("/s"))).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.body()).hasSize(300 * piece.length);
            assertThat(response.headers().firstValue("transfer-encoding")).hasValue("chunked");
        }
    }

    @Test
    void theHeadLeavesBeforeTheBodyComes() throws Exception {
        CompletableFuture<Runnable> body = new CompletableFuture<>();
        try (TestServer server = TestServer.create()) {
            server.route(
                            "GET",
                            "/s",
                            (exchange, match) -> exchange.reply(200).send(new Body.Stream(2, subscriber -> {
                                subscriber.onSubscribe(NEVER);
                                body.complete(() -> exchange.eventLoop().execute(() -> {
                                    subscriber.onNext(Unpooled.copiedBuffer("ok", StandardCharsets.US_ASCII));
                                    subscriber.onComplete();
                                }));
                            })))
                    .start();
            try (RawClient client = server.connect()) {
                assertThat(client.get("/s").readHead().header("content-length")).isEqualTo("2");
                body.get(30, TimeUnit.SECONDS).run();
                assertThat(client.bytes(2)).isEqualTo("ok");
            }
        }
    }

    @Test
    void whoAsksLateIsToldAtOnceThatTheClientHasGone() throws Exception {
        CompletableFuture<HttpExchange> asked = new CompletableFuture<>();
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> late = new CompletableFuture<>();
        try (TestServer server = TestServer.create()) {
            server.route("GET", "/s", (exchange, match) -> {
                        exchange.onClientGone(() -> first.complete(null));
                        asked.complete(exchange);
                    })
                    .start();
            RawClient client = server.connect().get("/s");
            HttpExchange exchange = asked.get(30, TimeUnit.SECONDS);
            client.close();
            first.get(30, TimeUnit.SECONDS);
            exchange.eventLoop().execute(() -> {
                exchange.onClientGone(() -> late.complete(null));
                TestServer.reply(exchange, 200, "nobody reads this");
            });
            late.get(30, TimeUnit.SECONDS);
        }
    }

    private static final Flow.Subscription NEVER = new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    /** Pieces on demand, on the exchange's loop. */
    record Pieces(HttpExchange exchange, byte[] piece, int count, boolean fails) implements Flow.Publisher<ByteBuf> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private int left = count;
                private boolean cancelled;

                @Override
                public void request(long n) {
                    exchange.eventLoop().execute(this::emit);
                }

                private void emit() {
                    if (cancelled) {
                        return;
                    }
                    if (left-- > 0) {
                        subscriber.onNext(Unpooled.copiedBuffer(piece));
                        if (left == 0) {
                            cancelled = true;
                            if (fails) {
                                subscriber.onError(new IllegalStateException("the upstream broke off"));
                            } else {
                                subscriber.onComplete();
                            }
                        }
                    }
                }

                @Override
                public void cancel() {
                    cancelled = true;
                }
            });
        }
    }
}
