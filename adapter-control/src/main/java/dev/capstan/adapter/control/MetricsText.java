package dev.capstan.adapter.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.Unpooled;
import java.util.Map;

/** Metrics in the text format of Prometheus, version 0.0.4. */
final class MetricsText implements ExchangeHandler {
    private final CallMetrics metrics;

    MetricsText(CallMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        exchange.reply(200)
                .header("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .header("cache-control", "no-store")
                .send(Body.of(Unpooled.wrappedBuffer(text().getBytes(UTF_8))));
    }

    private String text() {
        StringBuilder text = new StringBuilder(4096);
        head(text, "capstan_calls_total", "counter", "Calls that have ended, by the class of their status.");
        metrics.units().forEach((unit, calls) -> outcomes(text, "capstan_calls_total", labels(unit), calls.outcomes));
        head(text, "capstan_calls_in_flight", "gauge", "Calls that have not ended.");
        metrics.units()
                .forEach((unit, calls) -> text.append("capstan_calls_in_flight{")
                        .append(labels(unit))
                        .append("} ")
                        .append(calls.inFlight.sum())
                        .append('\n'));
        head(text, "capstan_call_duration_seconds", "histogram", "How long calls took until their replies began.");
        metrics.units().forEach((unit, calls) -> durations(text, labels(unit), calls.durations));
        head(text, "capstan_upstream_attempts_total", "counter", "Requests to upstreams, repeated ones included.");
        for (Map.Entry<CallMetrics.Operation, Outcomes> entry :
                metrics.operations().entrySet()) {
            String labels = label("api", entry.getKey().namespace()) + ","
                    + label("operation", entry.getKey().name());
            outcomes(text, "capstan_upstream_attempts_total", labels, entry.getValue());
        }
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void outcomes(StringBuilder text, String name, String labels, Outcomes outcomes) {
        for (int i = 0; i < Outcomes.NAMES.length; i++) {
            long count = outcomes.count(i);
            if (count > 0) {
                text.append(name)
                        .append('{')
                        .append(labels)
                        .append(",outcome=\"")
                        .append(Outcomes.NAMES[i])
                        .append("\"} ")
                        .append(count)
                        .append('\n');
            }
        }
    }

    private static void durations(StringBuilder text, String labels, Durations durations) {
        String name = "capstan_call_duration_seconds";
        long sum = 0;
        for (int i = 0; i <= Durations.BOUNDS.length; i++) {
            sum += durations.count(i);
            text.append(name)
                    .append("_bucket{")
                    .append(labels)
                    .append(",le=\"")
                    .append(i < Durations.BOUNDS.length ? Double.toString(Durations.BOUNDS[i]) : "+Inf")
                    .append("\"} ")
                    .append(sum)
                    .append('\n');
        }
        text.append(name)
                .append("_sum{")
                .append(labels)
                .append("} ")
                .append(durations.seconds())
                .append('\n');
        text.append(name)
                .append("_count{")
                .append(labels)
                .append("} ")
                .append(sum)
                .append('\n');
    }

    private static String labels(CallMetrics.Unit unit) {
        return label("adapter", unit.adapter()) + "," + label("type", unit.type()) + "," + label("unit", unit.name());
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
