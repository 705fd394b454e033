package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bodies that are gathered share the memory budget: who finds none waits for a while, and is told to come again. */
class GatheredMemoryTest {
    private static final int SIZE = 600_000;

    private final BlockingQueue<HttpExchange> gathered = new LinkedBlockingQueue<>();

    /** Keeps the bodies of {@code /keep}, and answers those of {@code /small} at once. */
    private TestServer server(Duration wait) {
        return TestServer.create(1_000_000, settings -> settings.memoryTimeout(wait))
                .route("POST", "/keep", (exchange, match) -> gather(exchange, true))
                .route("POST", "/small", (exchange, match) -> gather(exchange, false))
                .start();
    }

    private void gather(HttpExchange exchange, boolean keep) {
        BodyCollector.collect(
                exchange.takeBody(),
                ByteBufAllocator.DEFAULT,
                10_000_000,
                exchange.memory(),
                new BodyCollector.Listener() {
                    @Override
                    public void onCollected(ByteBuf bytes) {
                        bytes.release();
                        if (keep) {
                            gathered.add(exchange);
                        } else {
                            exchange.reply(204).send(Body.empty());
                        }
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

    private static RawClient post(TestServer server, String path, int size) throws Exception {
        return server.connect()
                .send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size + "\r\n\r\n")
                .send(new byte[size]);
    }

    private HttpExchange next() throws Exception {
        HttpExchange exchange = gathered.poll(30, TimeUnit.SECONDS);
        assertThat(exchange).isNotNull();
        return exchange;
    }

    @Test
    void whoFindsNoneInTimeIsToldToComeAgainAndSmallOnesGoOn() throws Exception {
        try (TestServer server = server(Duration.ofMillis(200));
                RawClient first = post(server, "/keep", SIZE)) {
            HttpExchange held = next();
            try (RawClient second = post(server, "/keep", SIZE)) {
                RawClient.Reply refused = second.read();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("retry-after")).isEqualTo("1");
                assertThat(refused.body()).contains("\"code\":\"overloaded\"");
            }
            try (RawClient small = post(server, "/small", 30_000)) {
                assertThat(small.read().status()).isEqualTo(204);
            }
            held.eventLoop().execute(() -> TestServer.reply(held, 200, "kept"));
            assertThat(first.read().body()).isEqualTo("kept");
            server.awaitReserved(reserved -> reserved == 0);
        }
    }

    @Test
    void whoWaitsIsServedWhenOthersHaveEnded() throws Exception {
        try (TestServer server = server(Duration.ofSeconds(30));
                RawClient first = post(server, "/keep", SIZE);
                RawClient second = post(server, "/keep", SIZE)) {
            HttpExchange one = next();
            assertThat(gathered).isEmpty();
            one.eventLoop().execute(() -> TestServer.reply(one, 200, "kept"));
            HttpExchange other = next();
            other.eventLoop().execute(() -> TestServer.reply(other, 200, "kept"));
            assertThat(first.read().body()).isEqualTo("kept");
            assertThat(second.read().body()).isEqualTo("kept");
            server.awaitReserved(reserved -> reserved == 0);
        }
    }

    @Test
    void aBodyOfAnyFramingHasItsShareAndOneBeyondTheBudgetGoesAlone() throws Exception {
        try (TestServer server = server(Duration.ofMillis(200))) {
            try (RawClient chunked = server.connect()
                    .send("POST /keep HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")) {
                for (int i = 0; i < 60; i++) {
                    chunked.send("2710\r\n").send(new byte[10_000]).send("\r\n");
                }
                chunked.send("0\r\n\r\n");
                HttpExchange held = next();
                server.awaitReserved(reserved -> reserved >= SIZE);
                held.eventLoop().execute(() -> TestServer.reply(held, 200, "kept"));
                assertThat(chunked.read().body()).isEqualTo("kept");
            }
            server.awaitReserved(reserved -> reserved == 0);
            try (RawClient large = post(server, "/keep", 5_000_000)) {
                HttpExchange held = next();
                held.eventLoop().execute(() -> TestServer.reply(held, 200, "kept"));
                assertThat(large.read().body()).isEqualTo("kept");
            }
            server.awaitReserved(reserved -> reserved == 0);
        }
    }

    @Test
    void whoGoesWhileWaitingLeavesNothingBehind() throws Exception {
        try (TestServer server = server(Duration.ofSeconds(30));
                RawClient first = post(server, "/keep", SIZE)) {
            HttpExchange held = next();
            RawClient second = server.connect()
                    .send("POST /keep HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + SIZE + "\r\n\r\n");
            second.socket().setSoLinger(true, 0);
            second.close();
            held.eventLoop().execute(() -> TestServer.reply(held, 200, "kept"));
            assertThat(first.read().body()).isEqualTo("kept");
            server.awaitReserved(reserved -> reserved == 0);
        }
    }
}
