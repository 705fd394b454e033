package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static UpstreamAnswer.Whole to(int status, String location) {
        return UpstreamAnswer.text(status, "text/plain", "moved").header("Location", location);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_get_follows_with_its_credentials_on_the_same_origin(int status) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(
                                upstream.origin(), "GET", "/old", "name: s, in: cookie", "name: X-A, in: header")
                        .with(new OutboundAuthentication.Bearer(new Secret("t")))
                        .start()) {
            upstream.answerNext(to(status, "/new?x=1#part"));

            assertThat(api.call(Map.of("s", "1", "X-A", "2")).text()).isEqualTo("{\"ok\":true}");
            RecordedRequest followed = upstream.requests().get(1);
            assertThat(followed.toString()).isEqualTo("GET /new?x=1");
            assertThat(followed.headers()).isEqualTo(upstream.requests().get(0).headers());
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void to_another_origin_goes_nothing_that_may_be_secret() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                RecordingUpstream other = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(
                                upstream.origin(),
                                "GET",
                                "/old",
                                "name: s, in: cookie",
                                "name: X-A, in: header",
                                "name: Accept, in: header")
                        .with(NamespaceConfiguration.builder()
                                .allowedRedirectOrigins(Set.of(other.origin()))
                                .build())
                        .with(new OutboundAuthentication.ApiKeys(List.of(
                                new OutboundAuthentication.ApiKey("X-Key", new Secret("k1"), false),
                                new OutboundAuthentication.ApiKey("key", new Secret("k2"), true))))
                        .start()) {
            upstream.answerNext(to(302, other.origin() + "/there"));
            api.call(Map.of("s", "1", "X-A", "2", "Accept", "text/csv"));
            RecordedRequest followed = other.take();

            assertThat(followed.target()).isEqualTo("/there");
            assertThat(followed.header("Host")).isEqualTo("127.0.0.1:" + other.port());
            assertThat(followed.headers("Accept")).containsExactly("text/csv");
            assertThat(followed.header("X-Key")).isNull();
            assertThat(followed.header("X-A")).isNull();
            assertThat(followed.header("Cookie")).isNull();
        }
    }

    @Test
    void another_origin_over_http_is_not_followed() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                RecordingUpstream other = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/old")
                        .start()) {
            for (String location : List.of(
                    other.origin(), "http://localhost:" + other.port(), "//[::ffff:127.0.0.1]:" + other.port())) {
                upstream.answerNext(to(302, location + "/there"));

                assertThat(api.call().status()).isEqualTo(302);
            }
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void a_credential_that_is_echoed_in_the_location_is_masked() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/old")
                        .with(new OutboundAuthentication.Bearer(new Secret("s3cret-token")))
                        .start()) {
            upstream.answerNext(to(302, "http://s3cret-token.invalid:99999/"));

            assertThat(api.call().header().apply("location")).isEqualTo("http://***.invalid:99999/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "next, /a/next",
        "../next, /next",
        "./, /a/",
        "?p=2, /a/b?p=2",
        "//127.0.0.1:{port}/x, /x",
        "'', /a/b?q=1",
        "/sp ace/<x>, /sp%20ace/%3Cx%3E",
    })
    void a_location_may_be_relative(String location, String target) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/a/b?q=1")
                        .start()) {
            upstream.answerNext(to(302, location.replace("{port}", Integer.toString(upstream.port()))));
            api.call();

            assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/a/b?q=1", target);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void other_methods_are_not_redirected(String method) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), method, "/old")
                        .start()) {
            upstream.answerNext(to(307, "/new"));
            ConsumerFixture.Reply reply = api.call();

            assertThat(reply.status()).isEqualTo(307);
            assertThat(reply.text()).isEqualTo("moved");
            assertThat(reply.header().apply("location")).isEqualTo("/new");
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void five_are_followed_and_the_sixth_is_an_error() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/loop")
                        .start()) {
            upstream.answer(to(302, "/loop"));

            assertThat(api.failure().detail()).endsWith("more than 5 redirects");
            assertThat(upstream.requests()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://other.example/", "http://[broken/", "javascript:alert(1)", "http://user@other.example/"})
    void a_location_that_leads_nowhere_is_passed_on(String location) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(to(302, location));

            assertThat(api.call().status()).isEqualTo(302);
        }
    }
}
