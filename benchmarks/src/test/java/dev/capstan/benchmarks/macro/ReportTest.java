package dev.capstan.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Machine MACHINE = new Machine("Some Processor", 2, 8L << 30, "Linux", "JDK 17");

    @Test
    void ratiosAreMediansOverTheRoundsAndNotRatiosOfMedians() {
        Series proxy = series(Contestants.PROXY, 10, 40, 20);
        Series rest = series(Contestants.REST_IDENTITY, 15, 44, 40);

        assertThat(proxy.processorMicroseconds()).isEqualTo(20);
        assertThat(rest.processorMicroseconds()).isEqualTo(40);
        assertThat(rest.ratio(proxy, Round::processorMicroseconds)).isEqualTo(1.5);
    }

    @Test
    void goalsAreJudgedAgainstTheYardsticksOfTheSameRun() {
        Report report = report(
                series(Contestants.PROXY, 10), series(Contestants.NGINX, 8), series(Contestants.REST_IDENTITY, 17));

        assertThat(report.goals())
                .extracting(Goal::name, Goal::isMet)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("processor time per request, REST identity / proxy", false),
                        org.assertj.core.groups.Tuple.tuple("p99 at the offered rate, REST identity / proxy", true),
                        org.assertj.core.groups.Tuple.tuple("throughput, REST identity / nginx", true));
    }

    @Test
    void theTableHasALineForEachTarget() {
        String markdown =
                MarkdownReport.of(report(series(Contestants.PROXY, 10), series(Contestants.REST_IDENTITY, 15)));

        assertThat(markdown)
                .contains("| yardstick proxy | 1,000 | 1.00 | 0.10 | 0.50 | 0.90 | 10.0 | 1.00 | 64 | 0 |")
                .contains("| REST identity | 1,000 | 1.00 | 0.10 | 0.50 | 0.90 | 15.0 | 1.50 | 64 | 0 |")
                .contains("| processor time per request, REST identity / proxy | 1.50 | ≤ 1.6 | met |");
    }

    private static Report report(Series... series) {
        List<Series> all = List.of(series);
        return new Report(
                MACHINE, 32, 1, 3, "", "embedded", "wrk", all, 500, all, Map.of("proxy", 32_000_000L), List.of());
    }

    private static Series series(String target, double... processorMicroseconds) {
        Observation observation = new Observation(3_000, 0, 3, 100, 500, 900);
        return new Series(
                target,
                java.util.Arrays.stream(processorMicroseconds)
                        .mapToObj(time -> new Round(observation, time, 64_000_000))
                        .toList());
    }
}
