package dev.capstan.transport.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.configuration.RateLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallerRatesTest {
    private final AtomicLong now = new AtomicLong(-5);

    private CallerRates rates(int requests, Duration per, int burst) {
        return new CallerRates(new RateLimit(requests, per, burst), now::get);
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void soManyAtOnceAndThenSoManyInATime() {
        CallerRates rates = rates(10, Duration.ofSeconds(1), 3);

        assertThat(rates.take("a")).isEqualTo(2);
        assertThat(rates.take("a")).isEqualTo(1);
        assertThat(rates.take("a")).isZero();
        assertThat(rates.take("a")).isEqualTo(-TimeUnit.MILLISECONDS.toNanos(100));
        pass(99);
        assertThat(rates.take("a")).isEqualTo(-TimeUnit.MILLISECONDS.toNanos(1));
        pass(1);
        assertThat(rates.take("a")).isZero();
        pass(1000);
        assertThat(rates.take("a")).isEqualTo(2);
    }

    @Test
    void eachCallerForItself() {
        CallerRates rates = rates(1, Duration.ofMinutes(1), 1);

        assertThat(rates.take("a")).isZero();
        assertThat(rates.take("b")).isZero();
        assertThat(rates.take("a")).isNegative();
    }

    @Test
    void neverMoreThanAllowedFromManyThreads() {
        CallerRates rates = rates(1, Duration.ofHours(1), 500);

        long taken = IntStream.range(0, 2_000)
                .parallel()
                .filter(any -> rates.take("a") >= 0)
                .count();

        assertThat(taken).isEqualTo(500);
    }

    @Test
    void limitsBeyondAllTimeAreLimits() {
        CallerRates rates = rates(1, Duration.ofDays(7), Integer.MAX_VALUE);

        assertThat(rates.take("a")).isPositive();
        assertThat(rates(1, Duration.ofDays(1000), 1).take("a")).isZero();
    }
}
