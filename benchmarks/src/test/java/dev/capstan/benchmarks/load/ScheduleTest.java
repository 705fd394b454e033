package dev.capstan.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void requestsAreDueAtEvenDistancesHoweverLateTheyAreTaken() {
        Schedule schedule = new Schedule(1_000, 4, 1_000_000_000);
        List<Long> taken = new ArrayList<>();

        while (schedule.isDue(Long.MAX_VALUE / 2)) {
            taken.add(schedule.take());
        }

        assertThat(taken).containsExactly(1_000L, 250_001_000L, 500_001_000L, 750_001_000L);
        assertThat(schedule.hasNext()).isFalse();
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        Schedule schedule = new Schedule(1_000, 4, 1_000_000_000);
        schedule.take();

        assertThat(schedule.isDue(250_000_999)).isFalse();
        assertThat(schedule.isDue(250_001_000)).isTrue();
    }
}
