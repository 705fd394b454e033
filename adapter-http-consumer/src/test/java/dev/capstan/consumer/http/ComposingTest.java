package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ComposingTest {
    private static RecordingUpstream upstream;

    @BeforeAll
    static void start() {
        upstream = RecordingUpstream.start();
    }

    @AfterAll
    static void stop() {
        upstream.close();
    }

    private static RecordedRequest sent(ConsumerFixture.Setup setup, Map<String, ?> values, RequestContent body) {
        try (ConsumerFixture api = setup.start()) {
            api.call(values, body);
            return upstream.take();
        }
    }

    private static RecordedRequest sent(ConsumerFixture.Setup setup, Map<String, ?> values) {
        return sent(setup, values, RequestContent.None.INSTANCE);
    }

    private static ConsumerFixture.Setup get(String path, String... parameters) {
        return ConsumerFixture.operation(upstream.origin(), "GET", path, parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "'',          /items,          /items",
        "/,           /items,          /items",
        "/v1,         /items,          /v1/items",
        "/v1/,        items,           /v1/items",
        "/v1/,        /items/,         /v1/items/",
        "/v1,         /a//b,           /v1/a//b",
        "/v1,         '',              /v1",
        "/v1,         /,               /v1/",
        "'',          /,               /",
        "'',          /a b/ü/%41/%zz,  /a%20b/%C3%BC/%41/%25zz",
        "'',          /a:b@c;d=1/(x),  /a:b@c;d=1/(x)",
        "'',          /a#part,         /a",
        "/v1?k=v,     /a?fixed=1&x,    /v1/a?k=v&fixed=1&x",
        "/v1?k=v,     /a,              /v1/a?k=v",
    })
    void the_base_and_the_path_are_joined_and_literals_kept(String base, String path, String target) {
        RecordedRequest request = sent(ConsumerFixture.operation(upstream.origin() + base, "GET", path), Map.of());

        assertThat(request.target()).isEqualTo(target);
        assertThat(request.method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "42,              /items/42/sub",
        "'\"a/b\"',       /items/a%2Fb/sub",
        "'\"a%2Fb\"',     /items/a%252Fb/sub",
        "'\"../admin?x=1#y\"', /items/..%2Fadmin%3Fx%3D1%23y/sub",
        "'\"a b+c\"',     /items/a%20b%2Bc/sub",
        "'\"é😀\"',       /items/%C3%A9%F0%9F%98%80/sub",
        "'\"-._~\"',      /items/-._~/sub",
        "'\"\\r\\nX: y\\u0000\"', /items/%0D%0AX%3A%20y%00/sub",
        "true,            /items/true/sub",
        "1.50,            /items/1.50/sub",
        "'[1,\"b\"]',     /items/%5B1%2C%22b%22%5D/sub",
        "'{\"a\":{\"b\":1}}', /items/%7B%22a%22%3A%7B%22b%22%3A1%7D%7D/sub",
    })
    void a_path_value_is_one_segment(String json, String target) {
        Object value = JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(json);

        assertThat(sent(get("/items/{id}/sub", "name: id, in: path"), Map.of("id", value))
                        .target())
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void a_path_value_that_is_no_segment_is_refused(String value) {
        try (ConsumerFixture api = get("/items/{id}/{{other}}", "name: id, in: path", "name: other, in: path")
                .start()) {
            CallFailure failure = api.failure(Map.of("id", value, "other", "x"));

            assertThat(failure.code()).isEqualTo("invalid-argument");
            assertThat(failure.detail()).contains("'id'").doesNotContain("'other'");
        }
    }

    @Test
    void all_missing_and_refused_parameters_are_named_at_once() {
        try (ConsumerFixture api = get(
                        "/items/{id}",
                        "name: id, in: path",
                        "name: q, in: query, required: true",
                        "name: X-Trace, in: header",
                        "name: session, in: cookie, required: true")
                .start()) {
            CallFailure failure = api.failure(Map.of("X-Trace", "a\r\nHost: evil"));

            assertThat(failure).isInstanceOf(CallFailure.InvalidArguments.class);
            assertThat(((CallFailure.InvalidArguments) failure).problems())
                    .extracting(CallFailure.ArgumentProblem::parameter, CallFailure.ArgumentProblem::missing)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("id", true),
                            org.assertj.core.groups.Tuple.tuple("q", true),
                            org.assertj.core.groups.Tuple.tuple("session", true),
                            org.assertj.core.groups.Tuple.tuple("X-Trace", false));
            assertThat(failure.detail()).doesNotContain("evil");
        }
    }

    @Test
    void query_values_are_encoded_arrays_repeated_objects_json_and_absent_ones_left_out() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("types", List.of("a&b", 2));
        values.put("filter[x]", Map.of("k", "v"));
        values.put("q", "a b=c&d#e");
        values.put("empty", "");
        values.put("nothing", null);
        values.put("none", List.of());
        RecordedRequest request = sent(
                get(
                        "/items",
                        "name: types, in: query",
                        "name: \"filter[x]\", in: query",
                        "name: q, in: query",
                        "name: empty, in: query",
                        "name: nothing, in: query",
                        "name: none, in: query",
                        "name: absent, in: query"),
                values);

        assertThat(request.target())
                .isEqualTo("/items?types=a%26b&types=2&filter%5Bx%5D=%7B%22k%22%3A%22v%22%7D"
                        + "&q=a%20b%3Dc%26d%23e&empty=");
    }

    @Test
    void the_paths_own_query_takes_values_too() {
        RecordedRequest request = sent(
                get("/items?sort=asc&tag={tag}&q=pre-{q}", "name: tag, in: path", "name: q, in: path"),
                Map.of("tag", List.of("a", "b"), "q", "x&y=z"));

        assertThat(request.target()).isEqualTo("/items?sort=asc&tag=a&tag=b&q=pre-x%26y%3Dz");
    }

    @Test
    void headers_and_cookies_carry_values_as_they_are_unless_a_cookie_cannot() {
        RecordedRequest request = sent(
                get(
                        "/items",
                        "name: X-Id, in: header",
                        "name: Accept, in: header",
                        "name: a, in: cookie",
                        "name: b, in: cookie",
                        "name: c, in: cookie"),
                Map.of("X-Id", 7, "Accept", "text/csv", "a", "x; b=evil", "b", "é,\"", "c", "plain%20"));

        assertThat(request.headers("X-Id")).containsExactly("7");
        assertThat(request.headers("Accept")).containsExactly("text/csv");
        assertThat(request.headers("Cookie")).containsExactly("a=x%3B%20b=evil; b=%C3%A9%2C%22; c=plain%20");
        assertThat(request.headers("Host")).containsExactly("127.0.0.1:" + upstream.port());
        assertThat(request.headers("User-Agent")).containsExactly("capstan/test");
        assertThat(request.headers("Accept-Encoding")).containsExactly("identity");
    }

    @Test
    void without_a_parameter_everything_is_accepted_and_the_readers_codings_are_forwarded() {
        try (ConsumerFixture api = get("/items", "name: Accept, in: header").start()) {
            OperationRequest plain = api.request("op", Map.of(), RequestContent.None.INSTANCE);
            ConsumerFixture.await(api.callLater(
                    new OperationRequest(plain.eventLoop(), plain.context(), plain.values(), plain.body(), "gzip, br"),
                    "op"));
            RecordedRequest request = upstream.take();

            assertThat(request.headers("Accept")).containsExactly("*/*");
            assertThat(request.headers("Accept-Encoding")).containsExactly("gzip, br");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "keep-alive",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "transfer-encoding",
                "Upgrade",
                "HOST",
                "Content-Length",
                "X Bad",
                "X:Bad",
                "Ünicode"
            })
    void a_header_that_must_not_be_set_is_refused_at_load(String name) {
        assertRefusedAtLoad("header", name);
    }

    @Test
    void a_cookie_with_an_impossible_name_is_refused_at_load() {
        assertRefusedAtLoad("cookie", "a;b");
    }

    /** The linker leaves such parameters out; this is what the consumer does when someone else linked. */
    private static void assertRefusedAtLoad(String place, String name) {
        try (ConsumerFixture api = get("/items", "name: harmless, in: " + place).start()) {
            LinkedOperation linked = api.linked("op");
            OperationInput input = linked.inputs().get(0);
            LinkedOperation renamed = new LinkedOperation(
                    linked.api(),
                    linked.name(),
                    linked.declaration(),
                    linked.method(),
                    linked.path(),
                    List.of(new OperationInput(0, name, input.place(), null, false, null, input.declaration())),
                    List.of(),
                    linked.body(),
                    List.of());

            assertThatThrownBy(() -> api.consumer().prepare(renamed))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    @Test
    void authentication_wins_over_a_parameter_of_the_same_header() {
        RecordedRequest bearer = sent(
                get("/items", "name: authorization, in: header, required: true")
                        .with(new OutboundAuthentication.Bearer(new Secret("t0ken"))),
                Map.of());
        RecordedRequest basic = sent(
                get("/items").with(new OutboundAuthentication.Basic(new Secret("üser"), new Secret("pa:ss"))),
                Map.of());

        assertThat(bearer.headers("Authorization")).containsExactly("Bearer t0ken");
        assertThat(basic.headers("Authorization")).containsExactly("Basic w7xzZXI6cGE6c3M=");
    }

    @Test
    void api_keys_go_where_they_belong() {
        RecordedRequest request = sent(
                get("/items?x=1", "name: key, in: query, required: true", "name: X-KEY, in: header")
                        .with(new OutboundAuthentication.ApiKeys(List.of(
                                new OutboundAuthentication.ApiKey("key", new Secret("a&b"), true),
                                new OutboundAuthentication.ApiKey("X-Key", new Secret("secret"), false)))),
                Map.of("X-KEY", "mine"));

        assertThat(request.target()).isEqualTo("/items?x=1&key=a%26b");
        assertThat(request.headers("X-Key")).containsExactly("secret");
    }

    @Test
    void a_secret_that_no_header_can_carry_is_refused_and_not_shown() {
        ConsumerFixture.Setup setup = get("/items").with(new OutboundAuthentication.Bearer(new Secret("tok\nen")));

        assertThatThrownBy(setup::start)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("Authorization")
                .hasMessageNotContaining("tok");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host/, ftp",
        "'http:///x', host",
        "http://user:pass@host/, credentials",
        "http://host:0/, port",
        "http://host:99999/, port",
    })
    void a_base_uri_that_cannot_work_is_refused(String base, String says) {
        assertThatThrownBy(() -> ConsumerFixture.operation(base, "GET", "/").start())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining("user:pass");
    }

    @Test
    void forms_and_text_are_encoded() {
        RecordedRequest form = sent(
                ConsumerFixture.operation(upstream.origin(), "POST", "/items"),
                Map.of(),
                new RequestContent.Form(
                        List.of(new RequestContent.Field("a b", "1&2=3"), new RequestContent.Field("é", "\r\n"))));
        RecordedRequest text = sent(
                ConsumerFixture.operation(upstream.origin(), "POST", "/items", "name: content-type, in: header"),
                Map.of("content-type", "application/vnd.x"),
                new RequestContent.Text("zażółć", "text/plain"));

        assertThat(form.text()).isEqualTo("a%20b=1%262%3D3&%C3%A9=%0D%0A");
        assertThat(form.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(text.text()).isEqualTo("zażółć");
        assertThat(text.headers("Content-Type")).containsExactly("application/vnd.x");
    }

    @Test
    void a_multipart_body_cannot_be_broken_out_of() {
        RecordedRequest request = sent(
                ConsumerFixture.operation(upstream.origin(), "POST", "/items"),
                Map.of(),
                new RequestContent.Multipart(List.of(
                        new RequestContent.Part("a\"; x=\"\r\nEvil: 1", "one\r\n--capstan--\r\n", null, null),
                        new RequestContent.Part("file", "{}", "na\"me.json", "application/json"))));

        String type = request.header("Content-Type");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        assertThat(request.text())
                .isEqualTo("--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"a%22; x=%22%0D%0AEvil: 1\"\r\n\r\n"
                        + "one\r\n--capstan--\r\n\r\n"
                        + "--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"na%22me.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "{}\r\n"
                        + "--" + boundary + "--\r\n");
    }

    @Test
    void the_callers_bytes_go_through_untouched() {
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 0xFE);
        RecordedRequest request = sent(
                ConsumerFixture.operation(upstream.origin(), "PUT", "/items"),
                Map.of(),
                new RequestContent.Identity(Body.of(Unpooled.wrappedBuffer(bytes)), "application/octet-stream"));

        assertThat(request.body()).isEqualTo(bytes);
        assertThat(request.header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void a_body_over_the_limit_is_refused_and_released() {
        try (ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "POST", "/items")
                .with(NamespaceConfiguration.builder()
                        .maxRequestBytes(10)
                        .maxHeadBytes(8192)
                        .build())
                .start()) {
            CallFailure text =
                    api.failure(api.callLater(Map.of(), new RequestContent.Text("12345678901", "text/plain")));
            CallFailure whole = api.failure(api.callLater(
                    Map.of(),
                    new RequestContent.Identity(Body.of(Unpooled.buffer().writeZero(11)), null)));

            assertThat(text).isEqualTo(new CallFailure.BodyTooLarge(10));
            assertThat(whole).isEqualTo(new CallFailure.BodyTooLarge(10));
        }
    }

    @Test
    void a_media_type_that_would_break_out_of_its_header_is_refused() {
        try (ConsumerFixture api =
                ConsumerFixture.operation(upstream.origin(), "POST", "/items").start()) {
            CallFailure failure = api.failure(api.callLater(
                    Map.of(),
                    new RequestContent.Identity(
                            Body.of(Unpooled.copiedBuffer("x", StandardCharsets.UTF_8)), "text/plain\r\nX: y")));

            assertThat(failure.code()).isEqualTo("invalid-argument");
            assertThat(failure.detail()).contains("Content-Type");
        }
    }
}
