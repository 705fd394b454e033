package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Idle connections that end, hosts that are not found, bodies that inflate without an end, redirects that lead inside. */
class UnhelpfulUpstreamsTest {
    @ParameterizedTest
    @CsvSource({"GET, '', 200", "PUT, '', 200", "POST, '', 408", "POST, Connection: close~, 200"})
    void a_reused_connection_that_is_told_408_is_replaced_where_that_is_safe(String method, String field, int status) {
        String timeout = "HTTP/1.1 408 Request Timeout\r\n" + field.replace("~", "\r\n") + "Content-Length: 0\r\n\r\n";
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), method, "/")
                        .with(NamespaceConfiguration.builder().maxRetries(0).build())
                        .start()) {
            api.call();
            upstream.answerNext(UpstreamAnswer.raw(timeout));

            assertThat(api.call().status()).isEqualTo(status);
        }
    }

    @Test
    void a_408_on_a_connection_of_its_own_is_a_response() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api =
                        ConsumerFixture.operation(upstream.origin(), "GET", "/").start()) {
            upstream.answerNext(UpstreamAnswer.raw("HTTP/1.1 408 Slow\r\nContent-Length: 0\r\n\r\n"));

            assertThat(api.call().status()).isEqualTo(408);
        }
    }

    @Test
    void a_resolver_that_never_answers_costs_the_connect_timeout_once_and_one_thread() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        try (ConsumerFixture api = ConsumerFixture.operation("http://never.example", "GET", "/")
                .with(NamespaceConfiguration.builder()
                        .connectTimeout(Duration.ofMillis(200))
                        .breakerMinimumCalls(0)
                        .build())
                .with(ConsumerFixture.Parts.DEFAULT.with(host -> {
                    lookups.incrementAndGet();
                    try {
                        end.await();
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                }))
                .start()) {
            List<CompletableFuture<ConsumerFixture.Reply>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                calls.add(api.callLater(Map.of(), RequestContent.None.INSTANCE));
            }
            for (CompletableFuture<ConsumerFixture.Reply> call : calls) {
                assertThat(api.failure(call))
                        .isEqualTo(new CallFailure.UpstreamTimeout(
                                "api.op", "\"api.op\": the host name was not resolved within the connect timeout"));
            }
            assertThat(lookups).hasValue(1);
            end.countDown();
        }
    }

    @Test
    void an_inflated_body_has_a_limit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < 160; i++) {
                out.write(zeros);
            }
        }
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/")
                        .with(NamespaceConfiguration.builder()
                                .maxDecodedBytes(1_000_000)
                                .build())
                        .start()) {
            upstream.answerNext(
                    UpstreamAnswer.bytes(200, "text/plain", bomb.toByteArray()).header("Content-Encoding", "gzip"));

            assertThat(api.failure())
                    .isEqualTo(
                            new CallFailure.UpstreamUnreadable(
                                    "api.op",
                                    "\"api.op\": the response is longer than the limit of 1000000 bytes once it is decompressed"));
        }
    }

    /** A home that is public as far as the resolver says, and loopback as far as the network goes. */
    private static ConsumerFixture.Setup publicHome(RecordingUpstream upstream, String... addresses) {
        return ConsumerFixture.operation("http://home.example:" + upstream.port(), "GET", "/")
                .with(ConsumerFixture.Parts.DEFAULT.with(host -> new InetAddress[] {
                    InetAddress.getByName(host.equals("home.example") ? "127.0.0.1" : addresses[0])
                }));
    }

    @Test
    void a_redirect_to_an_address_of_another_scope_is_not_followed() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = publicHome(upstream, "10.1.2.3").start()) {
            upstream.answerNext(
                    UpstreamAnswer.empty(302).header("Location", "https://inside.example/secret"),
                    UpstreamAnswer.empty(302).header("Location", "http://169.254.169.254/latest/meta-data"),
                    UpstreamAnswer.empty(302).header("Location", "https://10.0.0.1/"));

            CallFailure refused = api.failure();
            assertThat(refused.code()).isEqualTo("upstream-unreachable");
            assertThat(refused.detail()).contains("allowedRedirectOrigins").doesNotContain("10.1.2.3");
            assertThat(api.call().status()).as("known without looking up").isEqualTo(302);
            assertThat(api.call().status()).isEqualTo(302);
        }
    }

    @Test
    void a_redirect_to_an_origin_that_is_allowed_is_followed() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                RecordingUpstream other = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation("http://home.example:" + upstream.port(), "GET", "/")
                        .with(NamespaceConfiguration.builder()
                                .allowedRedirectOrigins(Set.of(other.origin()))
                                .build())
                        .with(ConsumerFixture.Parts.DEFAULT.with(
                                host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")}))
                        .start()) {
            upstream.answerNext(UpstreamAnswer.empty(302).header("Location", other.origin() + "/x"));

            assertThat(api.call().status()).isEqualTo(200);
            assertThat(other.take().target()).isEqualTo("/x");
        }
    }
}
