package dev.capstan.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void isFlatWhenItSwingsAndDoesNotGrow() {
        assertThat(trend(second -> 100 + second % 7).isFlat()).isTrue();
        assertThat(trend(second -> 200 - second).isFlat()).isTrue();
    }

    @Test
    void isFlatWithinWhatIsAllowed() {
        assertThat(trend(second -> 100 + second / 10).isFlat()).isTrue();
    }

    @Test
    void growsWhenItsEndLiesAboveItsBeginning() {
        Trend trend = trend(second -> 100 + second);

        assertThat(trend.isFlat()).isFalse();
        assertThat(trend.line(1)).contains("grows");
    }

    private static Trend trend(LongUnaryOperator figure) {
        List<Sample> samples = LongStream.range(0, 90)
                .mapToObj(second -> new Sample(second, 0, figure.applyAsLong(second), 0, 0))
                .toList();
        return Trend.of("memory", samples, Sample::residentBytes, 10, 5);
    }
}
