package dev.capstan.adapter.control;

import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;
import io.netty.buffer.Unpooled;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Metrics in the text format of Prometheus, version 0.0.4: the document's, then those of the Java process. */
final class MetricsText implements ExchangeHandler {
    private final CallMetrics metrics;
    private final PrometheusRegistry process = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();

    MetricsText(CallMetrics metrics) {
        this.metrics = metrics;
        // Each by itself: the library's complete set adds listeners to the garbage collectors that could never be taken
        // off again.
        ProcessMetrics.builder().register(process);
        JvmRuntimeInfoMetric.builder().register(process);
        JvmMemoryMetrics.builder().register(process);
        JvmBufferPoolMetrics.builder().register(process);
        JvmGarbageCollectorMetrics.builder().register(process);
        JvmThreadsMetrics.builder().register(process);
        JvmClassLoadingMetrics.builder().register(process);
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        exchange.reply(200)
                .header("content-type", PrometheusTextFormatWriter.CONTENT_TYPE)
                .header("cache-control", "no-store")
                .send(Body.of(Unpooled.wrappedBuffer(text())));
    }

    private byte[] text() {
        List<MetricSnapshot> all = new ArrayList<>();
        metrics.snapshot().forEach(all::add);
        process.scrape().forEach(all::add);
        ByteArrayOutputStream text = new ByteArrayOutputStream(8192);
        try {
            writer.write(text, new MetricSnapshots(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }
}
