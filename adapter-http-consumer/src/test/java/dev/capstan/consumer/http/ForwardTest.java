package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.document.linked.InputLocation;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.FixedParameter;
import dev.capstan.engine.spi.consumer.ForwardRequest;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.http.head.NettyHeaderFields;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are passed on as they are. */
class ForwardTest {
    private static ConsumerFixture.Setup api(String base) {
        return ConsumerFixture.operation(base, "GET", "/");
    }

    private static HeaderFields headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new NettyHeaderFields(headers);
    }

    private static ForwardRequest request(
            ConsumerFixture api, String method, String path, @Nullable String query, HeaderFields headers, Body body) {
        return new ForwardRequest(api.eventLoop(), CallContext.NONE, method, path, query, headers, body);
    }

    private static ForwardRequest get(ConsumerFixture api, String path, @Nullable String query) {
        return request(api, "GET", path, query, HeaderFields.NONE, Body.empty());
    }

    private static Body text(String text) {
        return Body.of(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', , /",
        "'', a/b, , /a/b",
        "/api, '', , /api",
        "/api/, '', , /api/",
        "/api/, a%2Fb//c%20d/, x=1&x=2&&y, /api/a%2Fb//c%20d/?x=1&x=2&&y",
        "/api, /a, '', /api//a?",
        "/api?k=v, a;b=c, %zz=+, /api/a;b=c?k=v&%zz=+",
        "/api, .well-known/...%2Ex, , /api/.well-known/...%2Ex",
    })
    void path_and_query_go_on_byte_for_byte(String base, String path, @Nullable String query, String target) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream.origin() + base).start()) {
            assertThat(api.forward(List.of(), get(api, path, query)).status()).isEqualTo(200);
            assertThat(upstream.take().target()).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "a/../b",
                "%2e%2E/x",
                ".%2e",
                ".",
                "a/./b",
                "..%2Fx",
                "a%2f..",
                "a%5C..%5cb",
                "..;v=1/x",
                "a b",
                "a#b",
                "a?b",
                "é",
                "a\r\nX: y"
            })
    void a_path_that_could_leave_the_api_is_refused(String path) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream.origin()).start()) {
            CallFailure failure = api.failure(api.forwardLater(List.of(), get(api, path, null)));

            assertThat(failure.code()).isEqualTo("invalid-argument");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void only_what_describes_the_body_and_what_is_trusted_is_sent() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream.origin()).start()) {
            HeaderFields headers = headers(
                    "Content-Type",
                    "text/plain",
                    "Content-Language",
                    "fr",
                    "Content-Encoding",
                    "x",
                    "Accept",
                    "a/b",
                    "X-A",
                    "1",
                    "X-A",
                    "2",
                    "X-B",
                    "3",
                    "Authorization",
                    "Bearer caller",
                    "Cookie",
                    "c=1",
                    "Host",
                    "evil",
                    "User-Agent",
                    "theirs",
                    "Range",
                    "bytes=0-1",
                    "Accept-Encoding",
                    "br");
            api.forward(List.of("x-a"), request(api, "PATCH", "x", null, headers, text("body")));
            RecordedRequest sent = upstream.take();

            assertThat(sent.method()).isEqualTo("PATCH");
            assertThat(sent.text()).isEqualTo("body");
            assertThat(sent.headers("X-A")).containsExactly("1", "2");
            assertThat(sent.header("Content-Type")).isEqualTo("text/plain");
            assertThat(sent.header("Content-Language")).isEqualTo("fr");
            assertThat(sent.header("Content-Encoding")).isEqualTo("x");
            assertThat(sent.header("Content-Length")).isEqualTo("4");
            assertThat(sent.header("User-Agent")).isEqualTo("capstan/test");
            assertThat(sent.header("Host")).isEqualTo("127.0.0.1:" + upstream.port());
            assertThat(sent.header("Accept-Encoding")).isEqualTo("identity");
            assertThat(List.of("Accept", "X-B", "Authorization", "Cookie", "Range"))
                    .allMatch(name -> sent.header(name) == null);
        }
    }

    @Test
    void what_the_api_is_given_replaces_what_the_caller_sends() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream.origin())
                        .with(new OutboundAuthentication.ApiKeys(List.of(
                                new OutboundAuthentication.ApiKey("X-Key", new Secret("k1"), false),
                                new OutboundAuthentication.ApiKey("key", new Secret("k2"), true))))
                        .with(ConsumerFixture.Parts.DEFAULT.with(
                                new FixedParameter(InputLocation.QUERY, "api version", new Secret("2 b")),
                                new FixedParameter(InputLocation.HEADER, "X-Tenant", new Secret("t")),
                                new FixedParameter(InputLocation.COOKIE, "c", new Secret("d e"))))
                        .start()) {
            api.forward(
                    List.of("x-key", "x-tenant"),
                    request(
                            api,
                            "GET",
                            "a",
                            "key=mine&x=1&api+version=9&k%65y=2&y",
                            headers("X-Key", "theirs", "X-Tenant", "theirs"),
                            Body.empty()));
            RecordedRequest sent = upstream.take();

            assertThat(sent.target()).isEqualTo("/a?x=1&y&api%20version=2%20b&key=k2");
            assertThat(sent.headers("X-Key")).containsExactly("k1");
            assertThat(sent.headers("X-Tenant")).containsExactly("t");
            assertThat(sent.headers("Cookie")).containsExactly("c=d%20e");
        }
    }

    @Test
    void redirects_are_handed_on_and_only_reads_are_repeated() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream.origin()).start()) {
            upstream.answerNext(UpstreamAnswer.empty(302).header("Location", "/there"));
            assertThat(api.forward(List.of(), get(api, "a", null)).header().apply("location"))
                    .isEqualTo("/there");

            upstream.answerNext(UpstreamAnswer.hangup());
            assertThat(api.forward(List.of(), get(api, "a", null)).status()).isEqualTo(200);

            upstream.answerNext(UpstreamAnswer.json(503, "").header("Retry-After", "0"));
            assertThat(api.forward(List.of(), request(api, "PUT", "a", null, HeaderFields.NONE, text("x")))
                            .status())
                    .isEqualTo(503);
            assertThat(upstream.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND", "OPTIONS", "DELETE", "HEAD", "POST"})
    void other_methods_pass(String method) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream.origin()).start()) {
            api.forward(List.of(), request(api, method, "a", null, HeaderFields.NONE, Body.empty()));

            assertThat(upstream.take().method()).isEqualTo(method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "GET X", ""})
    void methods_that_are_not_passed_on(String method) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream.origin()).start()) {
            assertThat(api.failure(api.forwardLater(
                                    List.of(), request(api, method, "a", null, HeaderFields.NONE, text("x"))))
                            .code())
                    .isEqualTo("invalid-argument");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "host", "content-length", "transfer-encoding", "proxy-authorization", "a b"})
    void headers_of_the_connection_cannot_be_trusted(String name) {
        try (ConsumerFixture api = api("http://127.0.0.1:9").start()) {
            assertThatThrownBy(() -> api.consumer().prepareForward(List.of(name)))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining(name);
        }
    }
}
