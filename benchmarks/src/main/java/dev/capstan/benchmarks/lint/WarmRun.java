package dev.capstan.benchmarks.lint;

import dev.capstan.linter.DocumentLinter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The same work on all documents, on all processors, in this JVM. */
final class WarmRun implements AutoCloseable {
    /** What is done with one document; the result is what keeps it from being optimized away. */
    interface Work {
        int on(int document);
    }

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService workers = Executors.newFixedThreadPool(threads);

    /** Lints with all rules, as loading by default is lenient. */
    static Work lint(Documents documents) {
        DocumentLinter linter = DocumentLinter.lenient();
        return document -> linter.lint(
                        documents.contents().get(document), documents.files().get(document), "document.yaml")
                .diagnostics()
                .size();
    }

    /** Reads the YAML into events with snakeyaml-engine, the yardstick. */
    static Work parse(List<byte[]> contents) {
        return document -> {
            String text = new String(contents.get(document), StandardCharsets.UTF_8);
            LoadSettings settings = LoadSettings.builder()
                    .setBufferSize(Math.max(text.length(), 64))
                    .build();
            ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
            int count = 0;
            while (events.hasNext()) {
                events.next();
                count++;
            }
            return count;
        };
    }

    /** How long that work takes on so many documents, in seconds. */
    double seconds(Work work, int documents) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<Integer>> results = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            results.add(workers.submit(() -> {
                int sum = 0;
                for (int at = next.getAndIncrement(); at < documents; at = next.getAndIncrement()) {
                    sum += work.on(at);
                }
                return sum;
            }));
        }
        int sum = 0;
        for (Future<Integer> result : results) {
            sum += result.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (sum < 0) {
            throw new IllegalStateException("no sum of sizes is negative");
        }
        return seconds;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
