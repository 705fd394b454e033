package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.Unpooled;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Clients that are slower than they may be are cut off, and nobody else is. */
class ClientPaceTest {
    private static final String HEAD = "POST /b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";

    /** Sends a byte now and then until the connection ends. */
    private static void trickle(RawClient client, AtomicBoolean over) {
        Thread sender = new Thread(() -> {
            try {
                while (!over.get()) {
                    client.send("x");
                    Thread.sleep(20);
                }
            } catch (java.io.IOException | InterruptedException e) {
                // The server has had enough.
            }
        });
        sender.setDaemon(true);
        sender.start();
    }

    private static void expect408(TestServer server) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (RawClient client = server.connect().send(HEAD)) {
            trickle(client, over);
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.body()).contains("\"code\":\"request-timeout\"");
        } finally {
            over.set(true);
        }
    }

    @Test
    void aBodyThatTricklesIsRefusedHoweverOftenItsPiecesCome() throws Exception {
        try (TestServer server = TestServer.create(
                        settings -> settings.minRequestRate(1000).rateGrace(Duration.ofMillis(200)))
                .route("POST", "/b", (exchange, match) -> TestServer.gather(exchange))
                .start()) {
            expect408(server);
        }
    }

    @Test
    void aWholeRequestHasItsDeadline() throws Exception {
        try (TestServer server = TestServer.create(
                        settings -> settings.minRequestRate(0).requestTimeout(Duration.ofMillis(300)))
                .route("POST", "/b", (exchange, match) -> TestServer.gather(exchange))
                .start()) {
            expect408(server);
        }
    }

    @Test
    void theTimeInWhichTheServerDoesNotReadIsNotTheClients() throws Exception {
        byte[] body = new byte[100_000];
        try (TestServer server = TestServer.create(settings -> settings.minRequestRate(1_000_000)
                .rateGrace(Duration.ofSeconds(2))
                .requestTimeout(Duration.ofSeconds(2)))) {
            server.route(
                            "POST",
                            "/b",
                            (exchange, match) -> exchange.eventLoop()
                                    .schedule(() -> TestServer.gather(exchange), 3, TimeUnit.SECONDS))
                    .start();
            try (RawClient client = server.connect().send(HEAD).send(body)) {
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOff() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        int length = 32 * 1024 * 1024;
        try (TestServer server = TestServer.create(settings -> settings.rateGrace(Duration.ofMillis(300)))
                .route("GET", "/long", (exchange, match) -> {
                    exchange.onEnd(end -> ended.countDown());
                    exchange.reply(200)
                            .send(new Body.Stream(
                                    length, new ServingTest.Pieces(exchange, new byte[64 * 1024], 512, false)));
                })
                .start()) {
            try (Socket deaf = new Socket("127.0.0.1", server.port())) {
                deaf.getOutputStream().write("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
                assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aWholeReplyThatNobodyReadsDoesNotStayInMemory() throws Exception {
        try (TestServer server = TestServer.create(settings -> settings.rateGrace(Duration.ofMillis(300)))
                .route(
                        "GET",
                        "/whole",
                        (exchange, match) ->
                                exchange.reply(200).send(Body.of(Unpooled.wrappedBuffer(new byte[32 * 1024 * 1024]))))
                .start()) {
            try (Socket deaf = new Socket("127.0.0.1", server.port())) {
                deaf.getOutputStream().write("GET /whole HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
                server.awaitReserved(reserved -> reserved > 1024 * 1024);
                server.awaitReserved(reserved -> reserved == 0);
            }
        }
    }
}
