package dev.capstan.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.RateLimit;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.transport.RawClient.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of how often a caller may call an adapter, as clients see them. */
class RateLimitTest {
    private static TestServer serve(String adapter) {
        return TestServer.create(
                        settings -> settings.rateLimits(Map.of(adapter, new RateLimit(2, Duration.ofHours(1), 2))))
                .route("GET", "/a", TestServer.text("a"))
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ServerConfiguration.ALL_OTHERS})
    void whoCallsTooOftenIsToldWhenToComeBack(String adapter) throws Exception {
        try (TestServer server = serve(adapter);
                RawClient client = server.connect();
                RawClient other = server.connect()) {
            Reply first = client.get("/a").read();
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("ratelimit-policy")).isEqualTo("\"caller\";q=2;w=3600");
            assertThat(first.header("ratelimit")).isEqualTo("\"caller\";r=1");
            assertThat(other.get("/a").read().status()).isEqualTo(200);

            Reply refused = client.get("/a").read();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1700, 1800);
            assertThat(refused.body())
                    .contains("\"code\":\"rate-limited\"", "one caller may send 2 requests in 3600 s here");
        }
    }

    @Test
    void adaptersThatAreNotNamedHaveNone() throws Exception {
        try (TestServer server = serve("another");
                RawClient client = server.connect()) {
            for (int i = 0; i < 5; i++) {
                Reply reply = client.get("/a").read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("ratelimit")).isNull();
            }
        }
    }
}
