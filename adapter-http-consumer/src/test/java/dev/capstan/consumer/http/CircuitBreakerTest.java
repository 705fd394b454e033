package dev.capstan.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.BreakerChange;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.testkit.ClosedPort;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.UpstreamAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {
    private final MovedClock clock = new MovedClock();

    private ConsumerFixture api(RecordingUpstream upstream) {
        return ConsumerFixture.of(upstream.origin(), """
                - name: r
                  path: /items
                  operations:
                    - {name: op, method: POST}
                    - {name: other, method: POST}
                """)
                .with(clock)
                .with(NamespaceConfiguration.builder()
                        .maxRetries(0)
                        .breakerMinimumCalls(4)
                        .breakerProbes(1)
                        .build())
                .start();
    }

    private static void fail(ConsumerFixture api, RecordingUpstream upstream, int times) {
        for (int i = 0; i < times; i++) {
            upstream.answerNext(UpstreamAnswer.hangup());
            assertThat(api.failure().code()).isEqualTo("upstream-unreadable");
        }
    }

    private static long millisToWait(CallFailure failure) {
        assertThat(failure.code()).isEqualTo("circuit-open");
        return ((CallFailure.UpstreamUnavailable) failure).retryAfter().toMillis();
    }

    @Test
    void a_share_of_failures_opens_it_for_a_time_that_doubles_until_a_probe_succeeds() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream)) {
            fail(api, upstream, 3);
            api.call();
            fail(api, upstream, 1);
            assertThat(millisToWait(api.failure())).isEqualTo(500);
            assertThat(upstream.requests()).hasSize(5);

            for (int millis : new int[] {1000, 2000, 4000, 8000, 10_000, 10_000}) {
                clock.advance(Duration.ofMillis(10_000));
                fail(api, upstream, 1);
                assertThat(millisToWait(api.failure())).isEqualTo(millis);
            }

            clock.advance(Duration.ofMillis(10_000));
            assertThat(api.call().status()).isEqualTo(200);
            fail(api, upstream, 3);
            assertThat(api.call().status()).isEqualTo(200);
        }
    }

    @Test
    void fewer_failures_than_successes_leave_it_closed_and_so_do_old_ones() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream)) {
            for (int i = 0; i < 20; i++) {
                api.call();
                api.call();
                fail(api, upstream, 1);
            }
            clock.advance(Duration.ofSeconds(11));
            fail(api, upstream, 3);
            clock.advance(Duration.ofSeconds(11));
            fail(api, upstream, 3);

            assertThat(api.call().status()).isEqualTo(200);
        }
    }

    @Test
    void statuses_stop_their_operation_only() {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream)) {
            upstream.answerNext(
                    UpstreamAnswer.json(503, "{}"),
                    UpstreamAnswer.json(503, "{}"),
                    UpstreamAnswer.json(503, "{}"),
                    UpstreamAnswer.json(503, "{}"));
            for (int i = 0; i < 4; i++) {
                api.call();
            }

            assertThat(api.failure().code()).isEqualTo("circuit-open");
            assertThat(ConsumerFixture.await(api.callLater(
                                    api.request("other", Map.of(), RequestContent.None.INSTANCE), "other"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void connections_that_cannot_be_opened_stop_the_whole_origin() {
        List<BreakerChange> changes = new CopyOnWriteArrayList<>();
        EngineObserver observer = new EngineObserver() {
            @Override
            public void breakerChanged(BreakerChange change) {
                changes.add(change);
            }
        };
        try (ClosedPort nobody = new ClosedPort();
                ConsumerFixture api = ConsumerFixture.operation("http://127.0.0.1:" + nobody.port(), "GET", "/")
                        .with(clock)
                        .with(NamespaceConfiguration.builder()
                                .maxRetries(0)
                                .breakerMinimumCalls(4)
                                .build())
                        .with(ConsumerFixture.Parts.DEFAULT.with(observer))
                        .start()) {
            for (int i = 0; i < 4; i++) {
                assertThat(api.failure().code()).isEqualTo("upstream-unreachable");
            }
            assertThat(api.failure().code()).isEqualTo("circuit-open");
            assertThat(changes)
                    .containsExactly(new BreakerChange(
                            "api", null, "http://127.0.0.1:" + nobody.port(), BreakerChange.State.OPEN));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void answers_of_an_upstream_that_does_not_work_count(int status) {
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ConsumerFixture api = api(upstream)) {
            upstream.answer(UpstreamAnswer.json(status, "{}"));
            for (int i = 0; i < 4; i++) {
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
}
