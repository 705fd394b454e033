package dev.capstan.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.benchmarks.peer.Upstream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aClosedLoopCountsWhatTheServerCounts() throws Exception {
        try (Upstream upstream = Upstream.start(0, 1);
                LoadGenerator generator = new LoadGenerator(2)) {
            LoadResult result =
                    generator.closedLoop(LoadRequest.get(upstream.port(), "/services/1"), 5, Duration.ofMillis(300));

            assertThat(result.failed()).isZero();
            assertThat(result.completed()).isPositive().isEqualTo(upstream.requests());
            assertThat(result.latencies().getTotalCount()).isEqualTo(result.completed());
        }
    }

    @Test
    void aFixedRateSendsExactlyWhatIsDue() throws Exception {
        try (Upstream upstream = Upstream.start(0, 1);
                LoadGenerator generator = new LoadGenerator(2)) {
            LoadResult result = generator.fixedRate(
                    LoadRequest.get(upstream.port(), "/services/1"), 7, 1_000, Duration.ofMillis(300));

            assertThat(result.failed()).isZero();
            assertThat(result.completed() + result.unsent()).isEqualTo(300);
            assertThat(result.completed()).isEqualTo(upstream.requests());
            assertThat(result.latencies().getTotalCount()).isEqualTo(300);
        }
    }

    @Test
    void requestsThatFallDueDuringAStallCountFromWhenTheyWereDue() throws Exception {
        try (StallingServer server = new StallingServer(200 * MILLISECOND);
                LoadGenerator generator = new LoadGenerator(1)) {
            LoadResult result =
                    generator.fixedRate(LoadRequest.get(server.port(), "/"), 1, 1_000, Duration.ofMillis(400));

            assertThat(result.latencies().getTotalCount()).isEqualTo(400);
            assertThat(result.late() + result.unsent()).isGreaterThanOrEqualTo(190);
            // Those of the stall's first half have waited for the second at least.
            assertThat(result.latencies().getCountBetweenValues(99 * MILLISECOND, LoadGenerator.LONGEST))
                    .isGreaterThanOrEqualTo(95);
        }
    }

    @Test
    void requestsThatAreNeverAnsweredOrNeverSentCountToo() throws Exception {
        try (StallingServer server = new StallingServer(HOUR.toNanos());
                LoadGenerator generator = new LoadGenerator(1, Duration.ZERO)) {
            LoadResult result =
                    generator.fixedRate(LoadRequest.get(server.port(), "/"), 1, 100, Duration.ofMillis(100));

            assertThat(result.completed()).isZero();
            assertThat(result.failed()).isEqualTo(1);
            assertThat(result.unsent()).isEqualTo(9);
            assertThat(result.latencies().getTotalCount()).isEqualTo(10);
            assertThat(result.latencies().getCountBetweenValues(49 * MILLISECOND, LoadGenerator.LONGEST))
                    .isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void connectionsThatTheServerClosesCountAsFailedAndAreReplaced() throws Exception {
        try (Upstream upstream = Upstream.start(0, 1);
                LoadGenerator generator = new LoadGenerator(1)) {
            // This upstream hangs up on everything but GET.
            LoadRequest refused = new LoadRequest(upstream.port(), "POST", "/", Map.of(), "{}");
            LoadResult result = generator.closedLoop(refused, 2, Duration.ofMillis(200));

            assertThat(result.completed()).isZero();
            assertThat(result.failed()).isGreaterThan(2);
        }
    }

    @Test
    void aPortWhereNobodyListensFailsTheRun() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (LoadGenerator generator = new LoadGenerator(1)) {
            assertThatThrownBy(() -> generator.closedLoop(LoadRequest.get(port, "/"), 2, Duration.ofMillis(100)))
                    .isInstanceOf(LoadFailedException.class);
        }
    }
}
