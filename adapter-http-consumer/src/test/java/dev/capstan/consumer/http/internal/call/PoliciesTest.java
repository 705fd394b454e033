package dev.capstan.consumer.http.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.consumer.http.MovedClock;
import dev.capstan.consumer.http.internal.authentication.AuthenticationHeaders;
import dev.capstan.consumer.http.internal.authentication.DigestAuthentication;
import dev.capstan.consumer.http.internal.request.ForwardComposer;
import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.consumer.http.internal.request.OutgoingRequest;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.ForwardRequest;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each policy by itself, with a clock that is moved. */
class PoliciesTest {
    private static final URI BASE = URI.create("http://one.example/api");
    private static final CallFailure FAILURE = new CallFailure.UpstreamUnreachable("api.op", "broken");

    private final MovedClock clock = new MovedClock();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final OutgoingRequest get = request("GET");
    private final OutgoingRequest post = request("POST");

    @AfterEach
    void release() {
        get.release();
        post.release();
        channel.finishAndReleaseAll();
    }

    private OutgoingRequest request(String method) {
        return new ForwardComposer(
                        BASE,
                        Origin.of(BASE),
                        List.of(),
                        List.of(),
                        AuthenticationHeaders.compile(null, false),
                        "test",
                        UnpooledByteBufAllocator.DEFAULT,
                        1000)
                .compose(new ForwardRequest(
                        channel.eventLoop(), CallContext.NONE, method, "a", null, HeaderFields.NONE, Body.empty()));
    }

    private CallProgress call(OutgoingRequest request) {
        return new CallProgress(
                "api.op",
                Origin.of(BASE),
                request,
                clock.nanoTime() + Duration.ofSeconds(10).toNanos(),
                "10 s");
    }

    private static HttpResponse response(int status, String... namesAndValues) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            response.headers().add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return response;
    }

    private static AttemptFailure failure(AttemptFailure.Kind kind, boolean unsent) {
        return new AttemptFailure(kind, FAILURE, unsent, false, false);
    }

    @Test
    void deadline() {
        DeadlinePolicy policy = new DeadlinePolicy(Duration.ofSeconds(10), clock::nanoTime);
        long now = clock.nanoTime();
        CallContext hurried = CallContext.NONE.withTimeout(Duration.ofSeconds(3), now);
        CallContext patient = CallContext.NONE.withTimeout(Duration.ofSeconds(30), now);

        assertThat(policy.deadline(CallContext.NONE, now) - now)
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(policy.deadline(hurried, now) - now)
                .isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(policy.deadline(patient, now) - now)
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        CallProgress call = call(get);
        assertThat(policy.beforeAttempt(call)).isNull();
        clock.advance(Duration.ofSeconds(10));
        assertThat(policy.beforeAttempt(call)).isInstanceOf(CallFailure.UpstreamTimeout.class);
    }

    @Test
    void retry() {
        RetryPolicy policy = new RetryPolicy(2, clock, clock::nanoTime);
        CallProgress call = call(get);

        assertThat(policy.onResponse(call, response(503))).isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(call, response(503, "Retry-After", "11"))).isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(call, response(503, "Retry-After", "2"))).isEqualTo(new Decision.Repeat(2000));
        assertThat(policy.onFailure(call, failure(AttemptFailure.Kind.TIMED_OUT, false)))
                .isEqualTo(Decision.NONE);
        assertThat(policy.onFailure(call, failure(AttemptFailure.Kind.BROKEN, false)))
                .isInstanceOf(Decision.Repeat.class);
        assertThat(policy.onFailure(call, failure(AttemptFailure.Kind.BROKEN, false)))
                .isEqualTo(Decision.NONE);

        CallProgress writing = call(post);
        assertThat(policy.onResponse(writing, response(503, "Retry-After", "1")))
                .isEqualTo(Decision.NONE);
        assertThat(policy.onFailure(writing, failure(AttemptFailure.Kind.BROKEN, false)))
                .isEqualTo(Decision.NONE);
        assertThat(policy.onFailure(writing, failure(AttemptFailure.Kind.NOT_CONNECTED, true)))
                .isInstanceOf(Decision.Repeat.class);
        assertThat(policy.onFailure(
                        writing, new AttemptFailure(AttemptFailure.Kind.NOT_CONNECTED, FAILURE, true, false, true)))
                .as("what would end the same way")
                .isEqualTo(Decision.NONE);

        CallProgress late = call(get);
        clock.advance(Duration.ofSeconds(9));
        assertThat(policy.onResponse(late, response(503, "Retry-After", "1"))).isEqualTo(Decision.NONE);
        CallProgress refused = call(get);
        refused.circuitOpen = true;
        assertThat(policy.onResponse(refused, response(503, "Retry-After", "1")))
                .isEqualTo(Decision.NONE);
    }

    @Test
    void stale_connection() {
        StaleConnectionPolicy policy = new StaleConnectionPolicy();
        AttemptFailure broken = failure(AttemptFailure.Kind.BROKEN, false);
        CallProgress call = call(get);

        assertThat(policy.onFailure(call, broken)).isEqualTo(Decision.NONE);
        call.reused = true;
        assertThat(policy.onFailure(call, broken)).isEqualTo(Decision.REPEAT);
        assertThat(call.fresh).isTrue();
        assertThat(policy.onFailure(call, broken)).as("once").isEqualTo(Decision.NONE);

        CallProgress writing = call(post);
        writing.reused = true;
        assertThat(policy.onFailure(writing, broken)).isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(writing, response(408))).isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(writing, response(408, "Connection", "close")))
                .isEqualTo(Decision.REPEAT);
    }

    @Test
    void redirect() {
        RedirectPolicy policy = new RedirectPolicy(origin -> origin.host().equals("two.example"));
        CallProgress call = call(get);

        assertThat(policy.onResponse(call, response(304, "Location", "/x"))).isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(call, response(302))).isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(call, response(302, "Location", "http://three.example/")))
                .isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(call(post), response(302, "Location", "/x")))
                .isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(call, response(302, "Location", "/x"))).isEqualTo(Decision.REPEAT);
        assertThat(call.leftOrigin).isFalse();
        assertThat(policy.onResponse(call, response(302, "Location", "https://two.example/")))
                .isEqualTo(Decision.REPEAT);
        assertThat(call.leftOrigin).isTrue();
        assertThat(call.origin().uri()).isEqualTo("https://two.example");
        for (int i = 0; i < 3; i++) {
            assertThat(policy.onResponse(call, response(302, "Location", "/y"))).isEqualTo(Decision.REPEAT);
        }
        assertThat(policy.onResponse(call, response(302, "Location", "/z"))).isInstanceOf(Decision.Fail.class);
    }

    @Test
    void challenge() {
        ChallengePolicy policy = new ChallengePolicy(new DigestAuthentication(
                new OutboundAuthentication.Digest(new Secret("user"), new Secret("password"))));
        HttpResponse challenge =
                response(401, "WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256");
        CallProgress call = call(get);

        assertThat(policy.headerLine(call)).isNull();
        assertThat(policy.onResponse(call, response(200))).isEqualTo(Decision.NONE);
        assertThat(policy.onResponse(call, challenge)).isEqualTo(Decision.REPEAT);
        assertThat(policy.headerLine(call)).startsWith("Authorization: Digest ");
        assertThat(policy.onResponse(call, challenge))
                .as("the credentials are wrong")
                .isEqualTo(Decision.NONE);
        call.leftOrigin = true;
        assertThat(policy.headerLine(call)).isNull();
        assertThat(policy.onResponse(call, challenge)).isEqualTo(Decision.NONE);
    }
}
