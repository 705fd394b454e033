package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that ends its sending side still reads; one that closes has gone. */
class HalfCloseTest {
    private final BlockingQueue<HttpExchange> held = new LinkedBlockingQueue<>();

    private HttpExchange next() throws InterruptedException {
        HttpExchange exchange = held.poll(30, TimeUnit.SECONDS);
        assertThat(exchange).isNotNull();
        return exchange;
    }

    private TestServer holding(boolean nio) {
        return (nio ? TestServer.onNio() : TestServer.create())
                .route("GET", "/hold", (exchange, match) -> held.add(exchange))
                .route("GET", "/a", TestServer.text("a"))
                .route("POST", "/b", (exchange, match) -> TestServer.gather(exchange))
                .start();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatSendsNoMoreGetsItsAnswers(boolean nio) throws Exception {
        try (TestServer server = holding(nio);
                RawClient client = server.connect()) {
            client.get("/hold").get("/a").get("/hold");
            client.socket().shutdownOutput();
            HttpExchange first = next();
            // Its first character may leave early, where the end is noticed although what was sent before waits unread.
            String early = nio ? "" : client.bytes(1);
            first.eventLoop().execute(() -> TestServer.reply(first, 200, "first"));
            assertThat(client.readBehind(early).body()).isEqualTo("first");
            assertThat(client.read().body()).isEqualTo("a");
            HttpExchange last = next();
            last.eventLoop().execute(() -> TestServer.reply(last, 200, "last"));
            assertThat(client.read().body()).isEqualTo("last");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatClosesIsNoticedBeforeItsAnswer(boolean nio) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (TestServer server = holding(nio)) {
            RawClient client = server.connect().get("/hold");
            HttpExchange exchange = next();
            exchange.eventLoop().execute(() -> exchange.onClientGone(gone::countDown));
            client.close();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatClosesBetweenChunksIsNoticed(boolean nio) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (TestServer server = holding(nio)) {
            RawClient client = server.connect().get("/hold");
            HttpExchange exchange = next();
            exchange.eventLoop().execute(() -> {
                exchange.onClientGone(gone::countDown);
                exchange.reply(200).send(new Body.Stream(-1, pieces(new LinkedBlockingQueue<>())));
            });
            assertThat(client.bytes(8)).isEqualTo("HTTP/1.1");
            client.close();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void chunksThatFollowAreWhole() throws Exception {
        BlockingQueue<Flow.Subscriber<? super ByteBuf>> subscribers = new LinkedBlockingQueue<>();
        try (TestServer server = holding(false);
                RawClient client = server.connect().get("/hold")) {
            HttpExchange exchange = next();
            exchange.eventLoop().execute(() -> exchange.reply(200).send(new Body.Stream(-1, pieces(subscribers))));
            Flow.Subscriber<? super ByteBuf> subscriber = subscribers.poll(30, TimeUnit.SECONDS);
            client.socket().shutdownOutput();
            String head = client.bytes("HTTP/1.1 200 OK\r\n".length());
            assertThat(head).isEqualTo("HTTP/1.1 200 OK\r\n");
            exchange.eventLoop()
                    .schedule(
                            () -> {
                                subscriber.onNext(Unpooled.copiedBuffer("piece", StandardCharsets.US_ASCII));
                                subscriber.onComplete();
                            },
                            1200,
                            TimeUnit.MILLISECONDS);
            assertThat(client.readBehind(head).body()).isEqualTo("piece");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void aBodyThatEndsTooEarlyIsRefused() throws Exception {
        try (TestServer server = holding(false);
                RawClient client = server.connect()) {
            client.send("POST /b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhe");
            client.socket().shutdownOutput();
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("ended before its body did");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void aConnectionWithNothingToAnswerEnds() throws Exception {
        try (TestServer server = holding(false);
                RawClient idle = server.connect();
                RawClient within = server.connect().send("GET /a HT")) {
            idle.socket().shutdownOutput();
            within.socket().shutdownOutput();
            assertThat(idle.isAtEnd()).isTrue();
            assertThat(within.isAtEnd()).isTrue();
        }
    }

    /** A body whose subscriber is handed over when it has asked for the first piece. */
    private static Flow.Publisher<ByteBuf> pieces(BlockingQueue<Flow.Subscriber<? super ByteBuf>> subscribers) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                subscribers.add(subscriber);
            }

            @Override
            public void cancel() {}
        });
    }
}
