package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {
    /** A clock that the test moves. */
    private static final class HandClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

        void advance(Duration time) {
            now.updateAndGet(instant -> instant.plus(time));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final HandClock clock = new HandClock();

    private ConsumerFixture api(RecordingUpstream upstream) {
        return ConsumerFixture.operation(upstream.origin(), "POST", "/items")
                .with(clock)
                .with(Settings.some().breaker(3, Duration.ofSeconds(10)).build())
                .start();
    }

    private static void fail(ConsumerFixture api, RecordingUpstream upstream, int times) {
        for (int i = 0; i < times; i++) {
            upstream.answerNext(UpstreamAnswer.hangup());
            assertThat(api.failure().code()).isEqualTo("upstream-unreadable");
        }
    }

    @Test
    void failures_in_a_row_open_it_one_call_tries_and_success_closes_it() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream)) {
            fail(api, upstream, 2);
            api.call();
            fail(api, upstream, 3);

            CallFailure open = api.failure();
            assertThat(open.code()).isEqualTo("circuit-open");
            assertThat(((CallFailure.UpstreamUnavailable) open).retryAfter()).isEqualTo(Duration.ofSeconds(10));
            assertThat(upstream.requests()).hasSize(6);

            clock.advance(Duration.ofSeconds(10));
            fail(api, upstream, 1);
            assertThat(api.failure().code()).isEqualTo("circuit-open");

            clock.advance(Duration.ofSeconds(10));
            assertThat(api.call().status()).isEqualTo(200);
            fail(api, upstream, 2);
            assertThat(api.call().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void answers_of_an_upstream_that_does_not_work_count(int status) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream)) {
            upstream.answer(UpstreamAnswer.json(status, "{}"));
            for (int i = 0; i < 3; i++) {
                assertThat(api.call().status()).isEqualTo(status);
            }

            assertThat(api.failure().code()).isEqualTo("circuit-open");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500})
    void other_answers_do_not(int status) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream)) {
            upstream.answer(UpstreamAnswer.json(status, "{}"));
            for (int i = 0; i < 5; i++) {
                assertThat(api.call().status()).isEqualTo(status);
            }
        }
    }

    @Test
    void while_one_call_tries_the_others_are_refused() {
        CircuitBreaker breaker = new CircuitBreaker(1, Duration.ofSeconds(10), clock);
        breaker.failed();
        clock.advance(Duration.ofSeconds(11));

        assertThat(breaker.permit()).isZero();
        assertThat(breaker.permit()).isEqualTo(10_000);
        breaker.succeeded();
        assertThat(breaker.permit()).isZero();
        assertThat(breaker.permit()).isZero();
    }

    @Test
    void zero_leaves_it_off() {
        CircuitBreaker breaker = new CircuitBreaker(0, Duration.ofSeconds(10), clock);
        for (int i = 0; i < 100; i++) {
            breaker.failed();
        }

        assertThat(breaker.permit()).isZero();
    }
}
