package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.RecordedRequest;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final OutboundAuthentication.Digest MUFASA =
            new OutboundAuthentication.Digest(new Secret("Mufasa"), new Secret("Circle of Life"));

    private static UpstreamAnswer.Whole challenge(String nonce, boolean stale) {
        return UpstreamAnswer.text(401, "text/plain", "who?")
                .header(
                        "WWW-Authenticate",
                        "Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256, nonce=\"" + nonce + "\", stale=" + stale);
    }

    private static ConsumerFixture api(RecordingUpstream upstream, String method) {
        return ConsumerFixture.operation(upstream.origin(), method, "/dir/x?y=z")
                .with(MUFASA)
                .start();
    }

    @Test
    void a_challenge_is_answered_and_its_nonce_used_again() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "POST")) {
            upstream.answerNext(challenge("n1", false));
            RequestContent body = new RequestContent.Text("body", "text/plain");

            assertThat(api.call(Map.of(), body).status()).isEqualTo(200);
            assertThat(api.call(Map.of(), body).status()).isEqualTo(200);

            List<RecordedRequest> requests = upstream.requests();
            assertThat(requests).hasSize(3).allMatch(request -> request.text().equals("body"));
            assertThat(requests.get(0).header("Authorization")).isNull();
            assertThat(requests.get(1).header("Authorization"))
                    .contains("nonce=\"n1\"", "nc=00000001", "uri=\"/dir/x?y=z\"");
            assertThat(requests.get(2).header("Authorization")).contains("nonce=\"n1\"", "nc=00000002");
        }
    }

    @Test
    void a_stale_nonce_is_replaced() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "GET")) {
            upstream.answerNext(challenge("n1", false), challenge("n2", true));

            assertThat(api.call().status()).isEqualTo(200);
            assertThat(upstream.requests().get(2).header("Authorization")).contains("nonce=\"n2\"", "nc=00000001");
        }
    }

    @Test
    void wrong_credentials_are_not_tried_for_ever() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "GET")) {
            upstream.answer(challenge("n", false));
            assertThat(api.call().status()).isEqualTo(401);
            assertThat(upstream.requests()).hasSize(2);

            upstream.answer(challenge("n", true));
            assertThat(api.call().status()).isEqualTo(401);
            assertThat(upstream.requests()).hasSize(5);
        }
    }

    @Test
    void a_streamed_body_is_there_for_the_second_time_too() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream, "POST")) {
            upstream.answerNext(challenge("n1", false));
            Flow.Publisher<ByteBuf> stream = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                private boolean requested;

                @Override
                public void request(long count) {
                    if (requested) {
                        return;
                    }
                    requested = true;
                    subscriber.onNext(Unpooled.copiedBuffer("streamed", StandardCharsets.UTF_8));
                    subscriber.onComplete();
                }

                @Override
                public void cancel() {}
            });

            assertThat(api.call(Map.of(), new RequestContent.Identity(new Body.Stream(-1, stream), "text/plain"))
                            .status())
                    .isEqualTo(200);
            assertThat(upstream.requests())
                    .hasSize(2)
                    .allMatch(request -> request.text().equals("streamed"));
        }
    }

    @Test
    void another_origin_gets_no_answer_to_its_challenge() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                RecordingUpstream other = RecordingUpstream.start();
                ConsumerFixture api = ConsumerFixture.operation(upstream.origin(), "GET", "/dir/x?y=z")
                        .with(MUFASA)
                        .with(NamespaceConfiguration.builder()
                                .allowedRedirectOrigins(Set.of(other.origin()))
                                .build())
                        .start()) {
            upstream.answerNext(UpstreamAnswer.empty(302).header("Location", other.origin() + "/"));
            other.answerNext(challenge("n", false));

            assertThat(api.call().status()).isEqualTo(401);
            assertThat(other.take().header("Authorization")).isNull();
        }
    }
}
