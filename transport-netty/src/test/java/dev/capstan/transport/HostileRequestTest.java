package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.transport.RawClient.Reply;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestTest {
    private final AtomicInteger handled = new AtomicInteger();
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.create()
                .route("GET", "/a", TestServer.text("a"))
                .route("POST", "/a", TestServer.text("a"))
                .route("POST", "/smuggled", (exchange, match) -> {
                    handled.incrementAndGet();
                    TestServer.reply(exchange, 200, "smuggled");
                })
                .start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static final String INNER =
            "POST /smuggled HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\n\\r\\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\nContent-Length: 5\\r\\n\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\nContent-Length: 60\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.0\\r\\nHost: localhost\\r\\nConnection: keep-alive\\r\\nContent-Length: 0\\r\\nContent-Length: 60\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\nContent-Length: 0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0, 0\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: +0\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0x0\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length:\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length : 0\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nX: y\\r\\n Content-Length: 60\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nX: y\\r\\n\\tz\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\n Host: localhost\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.0\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-1\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabcd\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\nHost: localhost\\nContent-Length: 0\\n\\n" + INNER,
                "POST /a\\rb HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nX: a\\rb\\r\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nX: a\\0b\\r\\n\\r\\n" + INNER,
                "POST  /a HTTP/1.1 x\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "GET  /a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "GET /a  HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "GET\\t/a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "GET /a\\tHTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "GET /a HTTP/1.1 \\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                " GET /a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "GET /a\\r\\nHost: localhost\\r\\n\\r\\n" + INNER,
                "GET /a HTTP/1.1\\r\\nHost: localhost\\n\\r\\n" + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\nX: a\\r\\n b\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n X: a\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\nX : a\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\nX: a\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1 2\\r\\na\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0x1\\r\\na\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\na\\r\\n0\\r\\n\\r\\n"
                        + INNER,
                "POST /a HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n0\\r\\n\\r\\n" + INNER,
                "GARBAGE\\r\\n\\r\\n" + INNER,
                "\\u0016\\u0003\\u0001\\u0002\\0\\u0001\\0\\u0001\\u00fc\\u0003\\u0003\\r\\n\\r\\n",
            })
    void anAmbiguousRequestIsRefusedAndItsConnectionEnds(String escaped) throws Exception {
        int before = handled.get();
        try (RawClient client = server.connect()) {
            client.send(unescaped(escaped));
            Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
            assertThat(client.isAtEnd()).isTrue();
        }
        assertThat(handled.get()).isEqualTo(before);
    }

    private static String unescaped(String escaped) {
        return escaped.replace("\\u0016", "\u0016")
                .replace("\\u0003", "\u0003")
                .replace("\\u0001", "\u0001")
                .replace("\\u0002", "\u0002")
                .replace("\\u00fc", "\u00fc")
                .translateEscapes();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /a HTTP/1.1\\r\\n\\r\\n                                                | 400 | malformed-request
            GET /a HTTP/1.1\\r\\nHost: localhost\\r\\nHost: localhost\\r\\n\\r\\n      | 400 | malformed-request
            GET /a HTTP/1.1\\r\\nHost: evil.example\\r\\n\\r\\n                        | 421 | unknown-host
            GET /a HTTP/1.1\\r\\nHost: localhost.evil.example\\r\\n\\r\\n              | 421 | unknown-host
            GET /a HTTP/1.1\\r\\nHost: localhost:80@evil.example\\r\\n\\r\\n           | 421 | unknown-host
            GET /a HTTP/1.1\\r\\nHost:\\r\\n\\r\\n                                     | 421 | unknown-host
            GET http://evil.example/a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n        | 421 | unknown-host
            GET a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                            | 400 | malformed-request
            CONNECT localhost:443 HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n            | 400 | malformed-request
            GET /a#b HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                         | 400 | malformed-request
            GET /%zz HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                         | 400 | malformed-request
            GET /../a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                        | 404 | unknown-path
            GET /x/%2e%2e/a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                  | 404 | unknown-path
            GET /x%2F..%2Fa HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                  | 404 | unknown-path
            get /a HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n                           | 405 | method-not-allowed
            """)
    void aSoundRequestThatIsNotServedKeepsItsConnection(String escaped, int status, String code) throws Exception {
        try (RawClient client = server.connect()) {
            Reply reply = client.send(escaped.translateEscapes()).read();
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.body()).contains("\"status\":" + status).contains("\"code\":\"" + code + "\"");
            assertThat(client.get("/a").read().body()).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: LOCALHOST:1",
                "Host: 127.0.0.1:65535",
                "Host: [::1]:8080",
                "hOST:localhost"
            })
    void theLoopbacksNamesAreServed(String field) throws Exception {
        try (RawClient client = server.connect()) {
            assertThat(client.send("GET /a HTTP/1.1\r\n" + field + "\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("GET http://localhost/a HTTP/1.1\r\n" + field + "\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void otherHostsAreServedWhereTheOperatorAllowsThem() throws Exception {
        try (TestServer wide = TestServer.create(
                                settings -> settings.host("0.0.0.0").allowedHosts(List.of("api.example")))
                        .route("GET", "/a", TestServer.text("a"))
                        .start();
                RawClient client = wide.connect()) {
            assertThat(client.send("GET /a HTTP/1.1\r\nHost: api.example:81\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("GET /a HTTP/1.1\r\nHost: 0.0.0.0\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("GET /a HTTP/1.1\r\nHost: other.example\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(421);
        }
    }

    @Test
    void longAndManyFieldsAreRefused() throws Exception {
        for (String fields : List.of(
                "X: " + "y".repeat(40_000) + "\r\n", "X-Header-Number: 1\r\n".repeat(10_000), "X: y\r\n".repeat(300))) {
            try (RawClient client = server.connect()) {
                client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
                assertThat(client.read().status()).isEqualTo(431);
                assertThat(client.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void aLongRequestLineIsRefused() throws Exception {
        try (RawClient client = server.connect()) {
            client.send("GET /" + "a".repeat(1_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(414);
        }
    }

    @Test
    void lineAndFieldsTogetherAreLimited() throws Exception {
        try (RawClient client = server.connect()) {
            client.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000)
                    + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(431);
        }
    }

    @Test
    void otherVersionsAreRefused() throws Exception {
        for (String version : List.of("HTTP/2.0", "HTTP/3.0")) {
            try (RawClient client = server.connect()) {
                client.send("GET /a " + version + "\r\nHost: localhost\r\n\r\n");
                assertThat(client.read().status()).isEqualTo(505);
            }
        }
    }

    @Test
    void anUnknownExpectationIsRefused() throws Exception {
        try (RawClient client = server.connect()) {
            client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(417);
        }
    }

    @Test
    void aHandlersDefectIsReportedWithoutItsCause() throws Exception {
        try (TestServer broken = TestServer.create()
                        .route("GET", "/broken", (exchange, match) -> {
                            throw new IllegalStateException("secret");
                        })
                        .route("GET", "/begun", (exchange, match) -> {
                            exchange.reply(200).header("x", "secret");
                            throw new StackOverflowError("secret");
                        })
                        .start();
                RawClient client = broken.connect()) {
            for (String path : List.of("/broken", "/begun", "/broken")) {
                Reply reply = client.get(path).read();
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.body())
                        .contains("\"code\":\"internal-error\"")
                        .contains("incident")
                        .doesNotContain("secret")
                        .doesNotContain("Exception");
                assertThat(reply.headers()).doesNotContainKey("x");
            }
        }
    }

    @Test
    void aMalformedQueryIsTheClientsFault() throws Exception {
        try (TestServer reads = TestServer.create()
                        .route(
                                "GET",
                                "/q",
                                (exchange, match) -> TestServer.reply(
                                        exchange, 200, exchange.query().names().toString()))
                        .start();
                RawClient client = reads.connect()) {
            Reply reply = client.get("/q?a=%zz").read();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("\"parameter\":\"query\"");
            assertThat(client.get("/q?b&a=1&&a=2&=").read().body()).isEqualTo("[b, a, ]");
        }
    }
}
