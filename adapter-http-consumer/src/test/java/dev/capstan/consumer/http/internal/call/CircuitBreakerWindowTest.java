package dev.capstan.consumer.http.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.consumer.http.MovedClock;
import dev.capstan.engine.configuration.Breaker;
import dev.capstan.engine.observe.BreakerChange.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitBreakerWindowTest {
    private final MovedClock clock = new MovedClock();
    private final List<State> states = new ArrayList<>();
    private final CircuitBreaker breaker = breaker(4, 2);
    private final BreakerWindow window = new BreakerWindow(breaker);

    private CircuitBreaker breaker(int minimumCalls, int probes) {
        return new CircuitBreaker(
                new Breaker(
                        minimumCalls,
                        50,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10),
                        probes),
                clock,
                states::add);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            window.failed(false);
        }
    }

    @Test
    void half_of_enough_calls_open_it_on_all_event_loops() {
        fail(3);
        assertThat(window.permit()).isEqualTo(CircuitBreaker.PERMITTED);
        fail(1);

        assertThat(window.permit()).isEqualTo(500);
        assertThat(new BreakerWindow(breaker).permit()).isEqualTo(500);
        assertThat(states).containsExactly(State.OPEN);
    }

    @Test
    void a_few_probes_at_once_have_to_succeed() {
        fail(4);
        clock.advance(Duration.ofMillis(500));

        assertThat(window.permit()).isEqualTo(CircuitBreaker.PROBE);
        assertThat(window.permit()).isEqualTo(CircuitBreaker.PROBE);
        assertThat(window.permit()).isPositive();
        window.succeeded(true);
        assertThat(window.isOpen()).isTrue();
        window.succeeded(true);
        assertThat(window.permit()).isEqualTo(CircuitBreaker.PERMITTED);
        assertThat(states).containsExactly(State.OPEN, State.HALF_OPEN, State.CLOSED);
        fail(3);
        assertThat(window.isOpen()).as("what was counted before counts no more").isFalse();
    }

    @Test
    void a_probe_that_fails_doubles_the_time_and_one_that_is_abandoned_makes_room() {
        fail(4);
        clock.advance(Duration.ofMillis(500));
        assertThat(window.permit()).isEqualTo(CircuitBreaker.PROBE);
        window.failed(true);
        assertThat(window.permit()).isEqualTo(1000);

        clock.advance(Duration.ofMillis(1000));
        window.permit();
        window.permit();
        assertThat(window.permit()).isPositive();
        window.abandoned(true);
        assertThat(window.permit()).isEqualTo(CircuitBreaker.PROBE);
    }

    @Test
    void late_outcomes_of_calls_before_it_opened_change_nothing() {
        fail(4);
        window.succeeded(false);
        window.failed(false);

        assertThat(window.permit()).isEqualTo(500);
    }

    @Test
    void zero_calls_turn_it_off() {
        BreakerWindow off = new BreakerWindow(breaker(0, 1));
        for (int i = 0; i < 100; i++) {
            off.failed(false);
        }

        assertThat(off.permit()).isEqualTo(CircuitBreaker.PERMITTED);
    }
}
