package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PreviewTest {
    private static RequestPreview preview(ConsumerFixture.Setup setup, Map<String, ?> values, RequestContent body) {
        try (ConsumerFixture api = setup.start()) {
            return api.prepare("op").preview(api.request("op", values, body));
        }
    }

    @Test
    void shows_the_request_without_its_secrets() {
        RequestPreview preview = preview(
                ConsumerFixture.operation(
                                "https://api.example/v1",
                                "POST",
                                "/items/{id}",
                                "name: id, in: path",
                                "name: q, in: query",
                                "name: access_token, in: query",
                                "name: X-Tenant, in: header, value: \"{{TENANT}}\"",
                                "name: session, in: cookie")
                        .with(new OutboundAuthentication.ApiKeys(List.of(
                                new OutboundAuthentication.ApiKey("key", new Secret("s3cret"), true),
                                new OutboundAuthentication.ApiKey("X-Key", new Secret("s3cret"), false)))),
                Map.of("id", "a/b", "q", "x", "access_token", "s3cret", "X-Tenant", "s3cret", "session", "s3cret"),
                new RequestContent.Json(JsonMapper.shared().readTree("{\"a\":1}"), "application/json"));

        assertThat(preview.method()).isEqualTo("POST");
        assertThat(preview.uri()).isEqualTo("https://api.example/v1/items/a%2Fb?q=x&access_token=***&key=***");
        assertThat(preview.headers())
                .contains(
                        Map.entry("Host", "api.example"),
                        Map.entry("X-Key", "***"),
                        Map.entry("X-Tenant", "***"),
                        Map.entry("Cookie", "session=***"),
                        Map.entry("Content-Type", "application/json"),
                        Map.entry("Content-Length", "7"));
        assertThat(preview.body()).isEqualTo("{\"a\":1}");
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.toString()).doesNotContain("s3cret");
    }

    @Test
    void masks_every_kind_of_authentication() {
        for (OutboundAuthentication authentication : List.of(
                new OutboundAuthentication.Bearer(new Secret("s3cret")),
                new OutboundAuthentication.Basic(new Secret("user"), new Secret("s3cret")),
                new OutboundAuthentication.Digest(new Secret("user"), new Secret("s3cret")))) {
            RequestPreview preview = preview(
                    ConsumerFixture.operation("http://api.example", "GET", "/").with(authentication),
                    Map.of(),
                    RequestContent.None.INSTANCE);

            String scheme = authentication.getClass().getSimpleName();
            assertThat(preview.headers()).contains(Map.entry("Authorization", scheme + " ***"));
        }
    }

    @Test
    void lists_what_would_keep_it_from_being_sent() {
        RequestPreview preview = preview(
                ConsumerFixture.operation(
                        "http://api.example", "GET", "/items/{id}", "name: id, in: path", "name: X-A, in: header"),
                Map.of("X-A", "a\nb"),
                RequestContent.None.INSTANCE);

        assertThat(preview.problems())
                .containsExactly(
                        "the parameter 'id' is missing",
                        "the parameter 'X-A' holds a control character, which a header cannot carry");
    }

    @Test
    void shows_the_callers_bytes_and_leaves_them_alone() {
        ByteBuf bytes = Unpooled.copiedBuffer("as given", StandardCharsets.UTF_8);
        RequestPreview preview = preview(
                ConsumerFixture.operation("http://api.example", "POST", "/"),
                Map.of(),
                new RequestContent.Identity(Body.of(bytes), "text/plain"));

        assertThat(preview.body()).isEqualTo("as given");
        assertThat(bytes.refCnt()).isEqualTo(1);
        assertThat(bytes.readableBytes()).isEqualTo(8);
        assertThat(preview.headers()).contains(Map.entry("Content-Type", "text/plain"));
        bytes.release();
    }
}
