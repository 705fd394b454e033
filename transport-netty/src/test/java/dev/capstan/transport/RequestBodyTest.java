package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.configuration.ServerConfigurationBuilder;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.transport.RawClient.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static final long LIMIT = 64L * 1024 * 1024;

    /** Answers with the body's kind, length and, where short, text. */
    private static void describe(HttpExchange exchange, PathMatch match) {
        Body body = exchange.takeBody();
        String kind = body.getClass().getSimpleName();
        BodyCollector.collect(body, ByteBufAllocator.DEFAULT, LIMIT, new BodyCollector.Listener() {
            @Override
            public void onCollected(ByteBuf bytes) {
                String text = bytes.readableBytes() > 100 ? "" : bytes.toString(StandardCharsets.UTF_8);
                TestServer.reply(exchange, 200, kind + " " + bytes.readableBytes() + " " + text);
                bytes.release();
            }

            @Override
            public void onTooLarge(long limit) {
                exchange.fail(new CallFailure.BodyTooLarge(limit));
            }

            @Override
            public void onFailure(Throwable failure) {
                exchange.fail(((CallFailedException) failure).failure());
            }
        });
    }

    private static TestServer describing(UnaryOperator<ServerConfigurationBuilder> settings) {
        return TestServer.create(settings)
                .route("POST", "/d", RequestBodyTest::describe)
                .route("POST", "/ignore", TestServer.text("ignored"))
                .start();
    }

    @Test
    void aSmallBodyIsWholeAndWhatComesInPiecesIsAStream() throws Exception {
        try (TestServer server = describing(settings -> settings);
                RawClient client = server.connect()) {
            client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.read().body()).isEqualTo("Whole 5 hello");
            client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("Empty 0 ");
            client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: t\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("Whole 5 hello");
            client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send("he").send("llo");
            assertThat(client.read().body()).isEqualTo("Stream 5 hello");
        }
    }

    @Test
    void aLongBodyComesThroughWhole() throws Exception {
        byte[] body = new byte[20 * 1024 * 1024];
        try (TestServer server = describing(settings -> settings.maxBodyBytes(LIMIT))) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url("/d")))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("Stream " + body.length + " ");
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndTheClientReadsWhy() throws Exception {
        byte[] piece = new byte[1024 * 1024];
        try (TestServer server = describing(settings -> settings)) {
            try (RawClient client = server.connect()) {
                client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20971520\r\n\r\n");
                for (int i = 0; i < 20; i++) {
                    client.send(piece);
                }
                Reply reply = client.read();
                assertThat(reply.status()).isEqualTo(413);
                assertThat(reply.body()).contains("\"code\":\"body-too-large\"");
            }
            try (RawClient client = server.connect()) {
                client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (int i = 0; i < 11; i++) {
                    client.send("100000\r\n").send(piece).send("\r\n");
                }
                assertThat(client.read().status()).isEqualTo(413);
            }
            try (RawClient client = server.connect()) {
                client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n");
                assertThat(client.read().status()).isIn(400, 413);
            }
            try (RawClient client = server.connect()) {
                client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                        + "Content-Length: 20971520\r\n\r\n");
                assertThat(client.read().status()).isEqualTo(413);
            }
        }
    }

    @Test
    void anUntakenBodyDoesNotHoldUpTheConnection() throws Exception {
        try (TestServer server = describing(settings -> settings)) {
            try (RawClient client = server.connect()) {
                client.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
                assertThat(client.read().body()).isEqualTo("ignored");
                client.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhe");
                Reply early = client.read();
                assertThat(early.body()).isEqualTo("ignored");
                assertThat(early.header("connection")).isEqualTo("close");
                assertThat(client.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void aBrokenChunkEndsTheBodyAndTheConnection() throws Exception {
        try (TestServer server = describing(settings -> settings);
                RawClient client = server.connect()) {
            client.send("POST /d HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send("5\r\nhello\r\nzz\r\n");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void whatIsNotAskedForIsNotRead() throws Exception {
        CountDownLatch subscribed = new CountDownLatch(1);
        BlockingQueue<Flow.Subscription> subscriptions = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.create(settings -> settings.maxBodyBytes(LIMIT))) {
            server.route("POST", "/s", (exchange, match) -> {
                        Body.Stream stream = (Body.Stream) exchange.takeBody();
                        stream.bytes().subscribe(new Flow.Subscriber<>() {
                            @Override
                            public void onSubscribe(Flow.Subscription subscription) {
                                subscriptions.add(subscription);
                                subscribed.countDown();
                            }

                            @Override
                            public void onNext(ByteBuf bytes) {
                                sizes.add(bytes.readableBytes());
                                bytes.release();
                            }

                            @Override
                            public void onError(Throwable failure) {
                                sizes.add(-1);
                            }

                            @Override
                            public void onComplete() {
                                TestServer.reply(exchange, 200, "done");
                            }
                        });
                    })
                    .start();
            try (RawClient client = server.connect()) {
                int total = 32 * 1024 * 1024;
                Thread sender = new Thread(() -> {
                    try {
                        client.send("POST /s HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + total + "\r\n\r\n");
                        client.send(new byte[total]);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                sender.start();
                assertThat(subscribed.await(30, TimeUnit.SECONDS)).isTrue();
                Flow.Subscription subscription = subscriptions.take();
                // The kernel's buffers hold some MB; the rest stays with the client until it is asked for.
                server.eventLoops().submit(() -> subscription.request(1)).get(30, TimeUnit.SECONDS);
                assertThat(sizes.poll(30, TimeUnit.SECONDS)).isPositive();
                server.eventLoops().submit(() -> {}).get(30, TimeUnit.SECONDS);
                assertThat(sizes).isEmpty();
                assertThat(sender.isAlive()).isTrue();
                server.eventLoops()
                        .submit(() -> subscription.request(Long.MAX_VALUE))
                        .get(30, TimeUnit.SECONDS);
                assertThat(client.read().body()).isEqualTo("done");
                sender.join(30_000);
            }
        }
    }

    @Test
    void aClientThatGoesIsNoticedAndItsBodyFails() throws Exception {
        CountDownLatch gone = new CountDownLatch(2);
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        try (TestServer server = TestServer.create()) {
            server.route("GET", "/wait", (exchange, match) -> {
                        exchange.onClientGone(gone::countDown);
                        started.countDown();
                    })
                    .route("POST", "/body", (exchange, match) -> {
                        exchange.onClientGone(gone::countDown);
                        BodyCollector.collect(
                                exchange.takeBody(), ByteBufAllocator.DEFAULT, LIMIT, new BodyCollector.Listener() {
                                    @Override
                                    public void onCollected(ByteBuf bytes) {
                                        bytes.release();
                                    }

                                    @Override
                                    public void onTooLarge(long limit) {}

                                    @Override
                                    public void onFailure(Throwable failure) {
                                        failed.countDown();
                                        exchange.fail(((CallFailedException) failure).failure());
                                    }
                                });
                        started.countDown();
                    })
                    .start();
            RawClient waiting = server.connect().get("/wait");
            RawClient sending =
                    server.connect().send("POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhe");
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            waiting.close();
            sending.socket().setSoLinger(true, 0);
            sending.close();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void slowHeadsBodiesAndIdleConnectionsAreEnded() throws Exception {
        // Long enough for the requests to be sent on a busy machine before it.
        Duration shortly = Duration.ofSeconds(2);
        try (TestServer server = describing(
                settings -> settings.headTimeout(shortly).bodyTimeout(shortly).idleTimeout(Duration.ofSeconds(3)))) {
            try (RawClient slowHead = server.connect();
                    RawClient slowBody = server.connect();
                    RawClient idle = server.connect();
                    RawClient used = server.connect()) {
                slowHead.send("GET /d HTTP/1.1\r\nHos");
                slowBody.send("POST /d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhe");
                used.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
                assertThat(used.read().status()).isEqualTo(200);
                Reply head = slowHead.read();
                assertThat(head.status()).isEqualTo(408);
                assertThat(head.header("connection")).isEqualTo("close");
                assertThat(slowHead.isAtEnd()).isTrue();
                Reply body = slowBody.read();
                assertThat(body.status()).isEqualTo(408);
                assertThat(slowBody.isAtEnd()).isTrue();
                assertThat(idle.isAtEnd()).isTrue();
                assertThat(used.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void aReplyThatBreaksOffIsNotTakenForWhole() throws Exception {
        byte[] piece = "piece".getBytes(StandardCharsets.US_ASCII);
        try (TestServer server = TestServer.create()) {
            server.route(
                            "GET",
                            "/chunked",
                            (exchange, match) -> exchange.reply(200)
                                    .send(new Body.Stream(-1, new ServingTest.Pieces(exchange, piece, 3, true))))
                    .route(
                            "GET",
                            "/length",
                            (exchange, match) -> exchange.reply(200)
                                    .send(new Body.Stream(100, new ServingTest.Pieces(exchange, piece, 3, false))))
                    .start();
            for (String request : new String[] {
                "GET /chunked HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /length HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /chunked HTTP/1.0\r\n\r\n"
            }) {
                try (RawClient client = server.connect().send(request)) {
                    assertThatThrownBy(client::read).isInstanceOf(IOException.class);
                }
            }
        }
    }
}
