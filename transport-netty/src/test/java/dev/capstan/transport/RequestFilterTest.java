package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.transport.RawClient.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFilterTest {
    private static final AttributeKey<String> SEEN = new AttributeKey<>("seen");

    private static RouteOwner owner(RequestFilter... filters) {
        return new RouteOwner("a.yaml", "A", "rest", "a", List.of(filters), null);
    }

    private static Route get(String path, ExchangeHandler handler) {
        return TestServer.route("GET", path, handler, false);
    }

    private static TestServer serve(RouteOwner owner, Route... routes) {
        TestServer server = TestServer.create();
        server.register(owner, routes).transport().start();
        return server;
    }

    @Test
    void filtersRunInOrderAndLeaveWhatHandlersFind() throws Exception {
        RequestFilter first = (exchange, chain) -> {
            exchange.attribute(SEEN, "first");
            exchange.responseField("x-first", "1");
            chain.proceed();
        };
        RequestFilter second = (exchange, chain) -> {
            exchange.attribute(SEEN, exchange.attribute(SEEN) + " second");
            exchange.principal(new Principal("ann", "test", List.of()));
            chain.proceed();
        };
        try (TestServer server = serve(
                        owner(first, second),
                        get(
                                "/a",
                                (exchange, match) -> TestServer.reply(
                                        exchange,
                                        200,
                                        exchange.attribute(SEEN)
                                                + " "
                                                + exchange.callContext()
                                                        .principal()
                                                        .name())));
                RawClient client = server.connect()) {
            Reply reply = client.get("/a").read();

            assertThat(reply.body()).isEqualTo("first second ann");
            assertThat(reply.header("x-first")).isEqualTo("1");
        }
    }

    @Test
    void aFilterMayDecideLaterAndTheBodyIsNotReadBefore() throws Exception {
        BlockingQueue<Runnable> decisions = new LinkedBlockingQueue<>();
        BlockingQueue<HttpExchange> exchanges = new LinkedBlockingQueue<>();
        RequestFilter later = (exchange, chain) -> {
            exchanges.add(exchange);
            decisions.add(chain::proceed);
        };
        try (TestServer server = serve(
                        owner(later),
                        TestServer.route("POST", "/a", (exchange, match) -> TestServer.gather(exchange), false));
                RawClient client = server.connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            Runnable decision = decisions.poll(30, TimeUnit.SECONDS);
            HttpExchange exchange = exchanges.poll(30, TimeUnit.SECONDS);
            exchange.eventLoop().submit(() -> {}).get(30, TimeUnit.SECONDS);
            assertThat(client.socket().getInputStream().available()).isZero();
            exchange.eventLoop().execute(decision);

            assertThat(client.read().status()).isEqualTo(100);
            client.send("hello");
            assertThat(client.read().body()).isEqualTo("hello");
        }
    }

    @Test
    void aFilterMayAnswerFailOrBreak() throws Exception {
        List<String> handled = new ArrayList<>();
        RequestFilter filter = (exchange, chain) -> {
            switch (String.valueOf(exchange.rawQuery())) {
                case "answer" -> exchange.reply(299).send(Body.empty());
                case "fail" -> exchange.fail(403, "not-you", "not for you");
                case "break" -> throw new IllegalStateException("secret");
                default -> chain.proceed();
            }
        };
        try (TestServer server = serve(owner(filter), get("/a", (exchange, match) -> {
                    handled.add(String.valueOf(exchange.rawQuery()));
                    TestServer.reply(exchange, 200, "a");
                }));
                RawClient client = server.connect()) {
            assertThat(client.get("/a?answer").read().status()).isEqualTo(299);
            Reply failed = client.get("/a?fail").read();
            assertThat(failed.status()).isEqualTo(403);
            assertThat(failed.body()).contains("\"code\":\"not-you\"", "\"detail\":\"not for you\"");
            Reply broken = client.get("/a?break").read();
            assertThat(broken.status()).isEqualTo(500);
            assertThat(broken.body()).doesNotContain("secret");
            assertThat(client.get("/a?go").read().body()).isEqualTo("a");
            assertThat(handled).containsExactly("go");
        }
    }

    @Test
    void proceedingAfterTheClientHasGoneReachesNobody() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> handled = new CompletableFuture<>();
        CompletableFuture<HttpExchange> filtered = new CompletableFuture<>();
        RequestFilter late = (exchange, chain) -> {
            exchange.onEnd(end -> {
                assertThat(end.status()).isEqualTo(499);
                assertThat(end.clientGone()).isTrue();
                chain.proceed();
                ended.complete(null);
            });
            filtered.complete(exchange);
        };
        try (TestServer server = serve(owner(late), get("/a", (exchange, match) -> handled.complete(true)))) {
            RawClient client = server.connect().get("/a");
            filtered.get(30, TimeUnit.SECONDS);
            client.close();
            ended.get(30, TimeUnit.SECONDS);
            assertThat(handled).isNotDone();
        }
    }

    @Test
    void anyNumberMayListenForTheEnd() throws Exception {
        BlockingQueue<ExchangeEnd> ends = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.create()
                        .route("GET", "/a", (exchange, match) -> {
                            exchange.onEnd(ends::add);
                            exchange.onEnd(ends::add);
                            TestServer.reply(exchange, 201, "hello");
                            exchange.onEnd(ends::add);
                        })
                        .start();
                RawClient client = server.connect()) {
            client.get("/a").read();

            for (int i = 0; i < 3; i++) {
                assertThat(ends.poll(30, TimeUnit.SECONDS)).isEqualTo(new ExchangeEnd(201, 5, false));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a=1&key=s%20x&b=2 | s x | a=1&b=2
            key=s&b=2         | s   | b=2
            b=2&key=s         | s   | b=2
            key=s             | s   | -
            key               | ''  | -
            k%65y=s&x         | s   | x
            keys=s            | -   | keys=s
            key=%zz           | -   | key=%zz
            """)
    void aParameterCanBeTakenOutOfTheQuery(String query, String value, String rest) throws Exception {
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        RequestFilter filter = (exchange, chain) -> {
            taken.add(String.valueOf(exchange.takeQueryParameter("key")));
            chain.proceed();
        };
        try (TestServer server = serve(
                        owner(filter),
                        get(
                                "/a",
                                (exchange, match) ->
                                        TestServer.reply(exchange, 200, String.valueOf(exchange.rawQuery()))));
                RawClient client = server.connect()) {
            assertThat(client.get("/a?" + query).read().body()).isEqualTo(String.valueOf(rest));
            assertThat(taken.poll(30, TimeUnit.SECONDS)).isEqualTo(String.valueOf(value));
        }
    }

    @Test
    void aParameterThatIsThereTwiceIsNotTaken() throws Exception {
        RequestFilter filter = (exchange, chain) -> {
            try {
                exchange.takeQueryParameter("key");
            } catch (IllegalArgumentException e) {
                exchange.fail(400, "twice", e.getMessage());
            }
        };
        try (TestServer server = serve(owner(filter), get("/a", TestServer.text("a")));
                RawClient client = server.connect()) {
            assertThat(client.get("/a?key=1&key=2").read().body())
                    .contains("the query has the parameter \\\"key\\\" more than once");
        }
    }

    private static String context(String fields) throws Exception {
        try (TestServer server = TestServer.create()
                        .route("GET", "/a", (exchange, match) -> {
                            CallContext context = exchange.callContext();
                            assertThat(exchange.callContext()).isSameAs(context);
                            TestServer.reply(
                                    exchange,
                                    200,
                                    context.requestId() + " " + context.traceParent() + " " + context.traceState());
                        })
                        .start();
                RawClient client = server.connect()) {
            client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
            return client.read().body();
        }
    }

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void theClientsIdentifierAndTraceAreTakenOver() throws Exception {
        assertThat(context(
                        "X-Request-Id: abc.1\r\ntraceparent: " + PARENT + "\r\ntracestate: a=1\r\ntracestate: b=2\r\n"))
                .isEqualTo("abc.1 " + PARENT + " a=1,b=2");
        assertThat(context("")).matches("[0-9a-f]{16}-1 null null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "nonsense"
            })
    void aMalformedTraceIsNone(String parent) throws Exception {
        assertThat(context("traceparent: " + parent + "\r\ntracestate: a=1\r\n"))
                .endsWith(" null null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "é", "<x>"})
    void aMalformedIdentifierIsReplaced(String id) throws Exception {
        assertThat(context("X-Request-Id: " + id + "\r\n")).matches("[0-9a-f]{16}-1 null null");
        assertThat(context("X-Request-Id: " + "x".repeat(129) + "\r\n")).doesNotContain("xx");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            POST   | https://evil.example      | -           | 403
            POST   | null                      | -           | 403
            DELETE | https://evil.example      | -           | 403
            POST   | -                         | cross-site  | 403
            POST   | http://localhost:3000     | cross-site  | 403
            POST   | http://localhost:3000     | same-site   | 200
            POST   | https://app.example       | cross-site  | 200
            POST   | HTTPS://APP.EXAMPLE       | -           | 200
            POST   | http://127.0.0.1          | -           | 200
            POST   | http://localhost.evil.com | -           | 403
            POST   | -                         | same-origin | 200
            POST   | -                         | none        | 200
            POST   | -                         | -           | 200
            GET    | https://evil.example      | cross-site  | 200
            """)
    void pagesOfOtherSitesOnlyRead(String method, String origin, String site, int status) throws Exception {
        RequestFilter filter = new CrossOriginFilter(new OriginPolicy(List.of("https://app.example")));
        try (TestServer server = serve(
                        owner(filter),
                        get("/a", TestServer.text("a")),
                        TestServer.route("POST", "/a", TestServer.text("a"), false),
                        TestServer.route("DELETE", "/a", TestServer.text("a"), false));
                RawClient client = server.connect()) {
            client.send(method + " /a HTTP/1.1\r\nHost: localhost\r\n"
                    + (origin == null ? "" : "Origin: " + origin + "\r\n")
                    + (site == null ? "" : "Sec-Fetch-Site: " + site + "\r\n")
                    + "Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n");
            Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(status);
            if (status == 403) {
                assertThat(reply.body()).contains("\"code\":\"cross-site-request\"", "allowed origins");
            }
        }
    }

    @Test
    void pagesOfAllowedOriginsSeeReplies() throws Exception {
        RequestFilter filter = new CrossOriginFilter(new OriginPolicy(List.of("https://app.example")));
        try (TestServer server = serve(owner(filter), get("/a", TestServer.text("a")));
                RawClient client = server.connect()) {
            client.send(
                    "OPTIONS /a HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.example\r\n"
                            + "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: authorization,x-a\r\n\r\n");
            Reply preflight = client.read();
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("access-control-allow-origin")).isEqualTo("https://app.example");
            assertThat(preflight.header("access-control-allow-methods")).isEqualTo("PUT");
            assertThat(preflight.header("access-control-allow-headers")).isEqualTo("authorization,x-a");
            assertThat(preflight.header("access-control-allow-credentials")).isNull();
            assertThat(preflight.header("vary")).isEqualTo("origin");

            for (String method : List.of("GET", "PUT")) {
                client.send(method + " /a HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.example\r\n"
                        + "Content-Length: 0\r\n\r\n");
                Reply reply = client.read();
                assertThat(reply.status()).isEqualTo(method.equals("GET") ? 200 : 405);
                assertThat(reply.header("access-control-allow-origin")).isEqualTo("https://app.example");
                assertThat(reply.header("access-control-expose-headers")).isEqualTo("*");
            }
        }
    }

    @Test
    void pagesOfOtherOriginsSeeNothing() throws Exception {
        RequestFilter filter = new CrossOriginFilter(new OriginPolicy(List.of("https://app.example")));
        try (TestServer server = serve(owner(filter), get("/a", TestServer.text("a")));
                RawClient client = server.connect()) {
            for (String request : List.of("OPTIONS /a", "GET /a")) {
                client.send(request + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                        + "Access-Control-Request-Method: GET\r\n\r\n");
                Reply reply = client.read();
                assertThat(reply.header("access-control-allow-origin")).isNull();
                assertThat(reply.header("access-control-allow-methods")).isNull();
                assertThat(reply.header("vary")).isEqualTo("origin");
            }
        }
    }
}
