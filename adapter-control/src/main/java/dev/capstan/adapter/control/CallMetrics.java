package dev.capstan.adapter.control;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.AttemptObserver;
import dev.capstan.engine.observe.AttemptStart;
import dev.capstan.engine.observe.CallEnd;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.observe.CallStart;
import dev.capstan.engine.observe.EngineObserver;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the calls of one document, their steps and their attempts at upstreams. As many series as the document has
 * units, steps and operations, however much is called. Safe for any thread.
 */
final class CallMetrics implements EngineObserver {
    /** The longest duration of each bucket but the last, in seconds. */
    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter calls = Counter.builder()
            .name("capstan_calls_total")
            .help("Calls that have ended, by the class of their status.")
            .labelNames("adapter", "type", "unit", "outcome")
            .register(registry);
    private final Gauge inFlight = Gauge.builder()
            .name("capstan_calls_in_flight")
            .help("Calls that have not ended.")
            .labelNames("adapter", "type", "unit")
            .register(registry);
    private final Histogram durations = histogram(
                    "capstan_call_duration", "How long calls took until their replies began.")
            .labelNames("adapter", "type", "unit")
            .register(registry);
    private final Histogram steps = histogram("capstan_step_duration", "How long steps took.")
            .labelNames("adapter", "unit", "step")
            .register(registry);
    private final Counter attempts = Counter.builder()
            .name("capstan_upstream_attempts_total")
            .help("Requests to upstreams, repeated ones included.")
            .labelNames("api", "operation", "outcome")
            .register(registry);
    private final Histogram attemptDurations = histogram(
                    "capstan_upstream_attempt_duration",
                    "How long requests to upstreams took until their responses ended.")
            .labelNames("api", "operation")
            .register(registry);

    private static Histogram.Builder histogram(String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .unit(Unit.SECONDS)
                .classicOnly()
                .classicUpperBounds(BUCKETS);
    }

    /** What has been counted up to now. */
    MetricSnapshots snapshot() {
        return registry.scrape();
    }

    @Override
    public CallObserver callStarted(CallStart start) {
        return new Call(start);
    }

    /** The class of a status; what ended without one has failed, or was given up by its caller. */
    private static String outcome(int status, boolean isCancelled) {
        if (isCancelled) {
            return "cancelled";
        }
        return switch (status / 100) {
            case 1 -> "1xx";
            case 2 -> "2xx";
            case 3 -> "3xx";
            case 4 -> "4xx";
            case 5 -> "5xx";
            default -> "failed";
        };
    }

    private final class Call implements CallObserver {
        private final CallStart start;
        private final GaugeDataPoint running;

        Call(CallStart start) {
            this.start = start;
            this.running = inFlight.labelValues(start.adapter(), start.adapterType(), start.unit());
            running.inc();
        }

        @Override
        public CallObserver stepStarted(String name, String type) {
            return new Step(steps.labelValues(start.adapter(), start.unit(), name));
        }

        @Override
        public AttemptObserver attemptStarted(AttemptStart attempt) {
            return new Attempt(attempt);
        }

        @Override
        public void ended(CallEnd end) {
            running.dec();
            durations
                    .labelValues(start.adapter(), start.adapterType(), start.unit())
                    .observe(Unit.nanosToSeconds(end.durationNanos()));
            CounterDataPoint ended = calls.labelValues(
                    start.adapter(),
                    start.adapterType(),
                    start.unit(),
                    outcome(end.status(), end.outcome() == CallEnd.Outcome.CANCELLED));
            ended.inc();
        }
    }

    /** A step is no call of its own; its attempts are. */
    private final class Step implements CallObserver {
        private final DistributionDataPoint duration;

        Step(DistributionDataPoint duration) {
            this.duration = duration;
        }

        @Override
        public AttemptObserver attemptStarted(AttemptStart attempt) {
            return new Attempt(attempt);
        }

        @Override
        public void ended(CallEnd end) {
            duration.observe(Unit.nanosToSeconds(end.durationNanos()));
        }
    }

    private final class Attempt implements AttemptObserver {
        private final AttemptStart start;
        private final long startNanos = System.nanoTime();

        Attempt(AttemptStart start) {
            this.start = start;
        }

        @Override
        public void ended(int status, @Nullable CallFailure failure, long sentBytes, long receivedBytes) {
            attempts.labelValues(start.namespace(), start.operation(), outcome(status, status == 0 && failure == null))
                    .inc();
            attemptDurations
                    .labelValues(start.namespace(), start.operation())
                    .observe(Unit.nanosToSeconds(System.nanoTime() - startNanos));
        }
    }
}
