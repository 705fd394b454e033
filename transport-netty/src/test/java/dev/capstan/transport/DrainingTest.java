package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.transport.netty.NettyHttpTransport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What still works while a transport ends. */
class DrainingTest {
    private static final RouteOwner B = new RouteOwner("b.yaml", "B", "control", "b");

    private static int portOf(Registration registration) {
        String url = registration.baseUrl();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    private static String body(Registration registration, String path) throws Exception {
        try (RawClient client = new RawClient(portOf(registration))) {
            return client.get(path).read().body();
        }
    }

    @Test
    void aListenerThatIsDrainedLastAnswersUntilTheOthersHaveEnded() throws Exception {
        BlockingQueue<HttpExchange> held = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.create()) {
            NettyHttpTransport transport = server.transport();
            Registration calls = transport.register(
                    new ListenerRequest(null, 0),
                    TestServer.OWNER,
                    List.of(TestServer.route("GET", "/held", (exchange, match) -> held.add(exchange), false)));
            Registration watch = transport.register(
                    new ListenerRequest(null, 0),
                    B,
                    List.of(TestServer.route("GET", "/alive", TestServer.text("alive"), false)));
            watch.drainLast();
            transport.start();
            int callsPort = portOf(calls);
            int watchPort = portOf(watch);
            try (RawClient client = new RawClient(callsPort)) {
                client.get("/held");
                HttpExchange waiting = held.poll(20, TimeUnit.SECONDS);
                CompletableFuture<Void> drained = transport.drain().toCompletableFuture();

                assertThatThrownBy(() -> new RawClient(callsPort)).isInstanceOf(IOException.class);
                assertThat(body(watch, "/alive")).isEqualTo("alive");
                assertThat(drained).isNotDone();

                waiting.eventLoop().execute(() -> TestServer.reply(waiting, 200, "done"));
                assertThat(client.read().body()).isEqualTo("done");
                drained.get(20, TimeUnit.SECONDS);
                assertThatThrownBy(() -> new RawClient(watchPort)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void whatIsServedIsToldWhileTheTransportWaitsForItsEventLoops() throws Exception {
        AtomicReference<Registration> own = new AtomicReference<>();
        try (TestServer server = TestServer.create()) {
            NettyHttpTransport transport = server.transport();
            own.set(transport.register(
                    new ListenerRequest(null, 0),
                    B,
                    List.of(
                            TestServer.route(
                                    "GET",
                                    "/asks",
                                    (exchange, match) -> TestServer.reply(
                                            exchange,
                                            200,
                                            String.valueOf(own.get().serves("/optional"))),
                                    false),
                            TestServer.route("GET", "/optional", TestServer.text("x"), true))));
            transport.start();
            // As the transport does while it opens and closes listeners.
            synchronized (transport) {
                assertThat(body(own.get(), "/asks")).isEqualTo("true");
            }
        }
    }
}
