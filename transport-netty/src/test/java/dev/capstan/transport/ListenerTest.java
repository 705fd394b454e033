package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.transport.netty.NettyHttpTransport;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final RouteOwner B = new RouteOwner("b.yaml", "B", "rest", "b");

    private static Route get(String path, String text) {
        return TestServer.route("GET", path, TestServer.text(text), false);
    }

    private static Route optional(String path, String text) {
        return TestServer.route(null, path, TestServer.text(text), true);
    }

    static int freePort() throws IOException {
        // Below the range that the system gives to clients, so that nobody takes it meanwhile.
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
    }

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
    void ownersThatNameOnePortShareAListenerAndTheFirstKeepsItsRoutes() throws Exception {
        int port = freePort();
        try (TestServer server = TestServer.create()) {
            NettyHttpTransport transport = server.transport();
            Registration a = transport.register(
                    new ListenerRequest(null, port),
                    TestServer.OWNER,
                    List.of(get("/x/{a}", "a"), get("/x/{b}/", "a again"), get("/ä", "umlaut")));
            Registration b = transport.register(
                    new ListenerRequest("localhost", port),
                    B,
                    List.of(
                            get("/x/{c}", "b"),
                            get("/y", "y"),
                            TestServer.route("POST", "/x/{c}", TestServer.text("b"), false)));
            transport.start();
            assertThat(a.baseUrl()).isEqualTo("http://127.0.0.1:" + port).isEqualTo(b.baseUrl());
            assertThat(body(a, "/x/1")).isEqualTo("a");
            assertThat(body(b, "/y")).isEqualTo("y");
            assertThat(body(a, "/%C3%A4")).isEqualTo("umlaut");
            assertThat(body(a, "/"))
                    .contains("\"title\":\"A\"")
                    .contains("\"title\":\"B\"")
                    .contains("\"namespace\":\"b\",\"routes\":2");
            assertThat(a.conflicts()).hasSize(1);
            assertThat(b.conflicts()).hasSize(1);
            RouteConflict conflict = b.conflicts().get(0);
            assertThat(conflict.earlierOwner().file()).isEqualTo("a.yaml");
            assertThat(conflict.route().path()).hasToString("/x/{c}");

            b.withdraw();
            assertThat(body(a, "/y")).contains("unknown-path");
            a.withdraw();
            assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void portZeroIsAPortOfItsOwn() throws Exception {
        try (TestServer server = TestServer.create(settings -> settings.portOverrides(Map.of(8080, 0)))) {
            List<Registration> registrations = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                registrations.add(server.transport()
                        .register(new ListenerRequest(null, 8080), B, List.of(get("/n", String.valueOf(i)))));
            }
            server.transport().start();
            assertThat(registrations.stream().map(ListenerTest::portOf)).doesNotHaveDuplicates();
            for (int i = 0; i < 300; i += 50) {
                assertThat(body(registrations.get(i), "/n")).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    void aPortInUseIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                TestServer server =
                        TestServer.create(settings -> settings.portOverrides(Map.of(8080, taken.getLocalPort())))) {
            int free = freePort();
            server.transport().register(new ListenerRequest(null, free), TestServer.OWNER, List.of(get("/a", "a")));
            server.transport().register(new ListenerRequest(null, 8080), B, List.of(get("/a", "a")));
            assertThatThrownBy(() -> server.transport().start())
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("b.yaml")
                    .hasMessageContaining("in use")
                    .hasMessageContaining("map port 8080 to another one")
                    .extracting(e -> ((InvalidSettingException) e).settings())
                    .isEqualTo(Set.of("server.portOverrides"));
            assertThatThrownBy(() -> new RawClient(free)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void addressesThatCannotBeListenedOnAreNamed() {
        try (TestServer server = TestServer.create()) {
            assertThatThrownBy(() -> server.transport().register(new ListenerRequest("no such host", 1), B, List.of()))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("no such host")
                    .hasMessageContaining("b.yaml");
            server.transport().register(new ListenerRequest("192.0.2.1", 18080), B, List.of());
            assertThatThrownBy(() -> server.transport().start())
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("192.0.2.1:18080")
                    .extracting(e -> ((InvalidSettingException) e).settings())
                    .isEqualTo(Set.of("server.host"));
        }
    }

    @Test
    void routesMayComeAndGoWhileServing() throws Exception {
        int port = freePort();
        try (TestServer server =
                TestServer.create().route("GET", "/a", TestServer.text("a")).start()) {
            Registration late =
                    server.transport().register(new ListenerRequest(null, port), B, List.of(get("/late", "late")));
            assertThat(body(late, "/late")).isEqualTo("late");
            assertThatThrownBy(() -> server.transport()
                            .register(new ListenerRequest(null, server.port()), B, List.of(get("/b", "b"))))
                    .isInstanceOf(InvalidSettingException.class);
            late.withdraw();
            assertThat(body(server.registration(), "/a")).isEqualTo("a");
        }
    }

    @Test
    void optionalRoutesGiveWay() throws Exception {
        int port = freePort();
        try (TestServer server = TestServer.create()) {
            ListenerRequest request = new ListenerRequest(null, port);
            Registration a = server.transport()
                    .register(
                            request,
                            TestServer.OWNER,
                            List.of(optional("/mcp", "a"), optional("/", "a"), optional("/only", "a")));
            Registration b = server.transport().register(request, B, List.of(optional("/mcp", "b"), get("/", "b")));
            server.transport().start();
            assertThat(a.serves("/mcp")).isFalse();
            assertThat(b.serves("/mcp")).isFalse();
            assertThat(a.serves("/")).isFalse();
            assertThat(a.serves("/only")).isTrue();
            assertThat(body(a, "/mcp")).contains("unknown-path");
            assertThat(body(a, "/")).isEqualTo("b");
            assertThat(body(a, "/only")).isEqualTo("a");
            b.withdraw();
            assertThat(a.serves("/mcp")).isTrue();
            assertThat(body(a, "/mcp")).isEqualTo("a");
            assertThat(body(a, "/")).isEqualTo("a");
        }
    }

    @Test
    void drainingLetsRequestsEndAndTakesNoNewOnes() throws Exception {
        BlockingQueue<HttpExchange> held = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.create()
                        .route("GET", "/hold", (exchange, match) -> held.add(exchange))
                        .route("GET", "/a", TestServer.text("a"))
                        .start();
                RawClient busy = server.connect();
                RawClient idle = server.connect()) {
            int port = server.port();
            assertThat(idle.get("/a").read().body()).isEqualTo("a");
            busy.get("/hold");
            HttpExchange exchange = held.poll(30, TimeUnit.SECONDS);
            assertThat(exchange).isNotNull();
            CompletableFuture<Void> drained = server.transport().drain().toCompletableFuture();
            assertThat(idle.isAtEnd()).isTrue();
            assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
            assertThat(drained).isNotDone();
            exchange.eventLoop().execute(() -> TestServer.reply(exchange, 200, "held"));
            RawClient.Reply reply = busy.read();
            assertThat(reply.body()).isEqualTo("held");
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(busy.isAtEnd()).isTrue();
            drained.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void closingEndsWhatStillGoesOn() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        TestServer server = TestServer.create()
                .route("GET", "/hold", (exchange, match) -> {
                    exchange.onClientGone(gone::countDown);
                    started.countDown();
                })
                .start();
        try (RawClient busy = server.connect()) {
            busy.get("/hold");
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            server.transport().close();
            assertThat(busy.isAtEnd()).isTrue();
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.close();
        }
    }

    @Test
    void moreConnectionsThanAllowedWaitWhileNoneIsIdle() throws Exception {
        BlockingQueue<HttpExchange> held = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.create(settings -> settings.maxConnections(1))
                        .route("GET", "/a", TestServer.text("a"))
                        .route("GET", "/hold", (exchange, match) -> held.add(exchange))
                        .start();
                RawClient first = server.connect().get("/hold")) {
            HttpExchange exchange = held.poll(30, TimeUnit.SECONDS);
            assertThat(exchange).isNotNull();
            try (RawClient second = server.connect().get("/a");
                    RawClient third = server.connect().get("/a")) {
                exchange.eventLoop().submit(() -> {}).get(30, TimeUnit.SECONDS);
                assertThat(second.socket().getInputStream().available()).isZero();
                exchange.eventLoop().execute(() -> TestServer.reply(exchange, 200, "held"));
                assertThat(first.read().body()).isEqualTo("held");
                // Others wait, so that it does not stay for a second request.
                assertThat(first.isAtEnd()).isTrue();
                assertThat(second.read().body()).isEqualTo("a");
                assertThat(third.read().body()).isEqualTo("a");
            }
        }
    }

    @Test
    void theLongestIdleConnectionGivesWayToANewOne() throws Exception {
        try (TestServer server = TestServer.create(settings -> settings.maxConnections(2))
                        .route("GET", "/a", TestServer.text("a"))
                        .start();
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            assertThat(first.get("/a").read().body()).isEqualTo("a");
            assertThat(second.get("/a").read().body()).isEqualTo("a");
            assertThat(first.get("/a").read().body()).isEqualTo("a");
            try (RawClient third = server.connect()) {
                assertThat(third.get("/a").read().body()).isEqualTo("a");
                assertThat(second.isAtEnd()).isTrue();
                assertThat(first.get("/a").read().body()).isEqualTo("a");
            }
        }
    }

    @Test
    void eachRequestIsLoggedWhereALogIsInstalled() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.create().route("GET", "/a", TestServer.text("hello"))) {
            server.transport()
                    .accessLog(entry -> lines.add(entry.listener().replaceAll(":.*", "") + " " + entry.method() + " "
                            + entry.path() + " " + entry.status() + " " + entry.bytes()
                            + (entry.micros() >= 0 ? "" : " negative")));
            server.start();
            try (RawClient client = server.connect()) {
                client.get("/a?secret=1").read();
                client.get("/b").read();
            }
            assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("127.0.0.1 GET /a 200 5");
            assertThat(lines.poll(30, TimeUnit.SECONDS)).startsWith("127.0.0.1 GET /b 404 ");
        }
    }
}
