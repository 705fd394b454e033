package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.engine.internal.load.LoadedDocument;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.status.DeadUnit;
import dev.capstan.engine.status.DocumentStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One document as it was at one time, compiled: everything that a call may need. An engine serves one generation of each document,
 * and calls that are on their way end on the one they began with.
 */
public final class DocumentGeneration {
    /**
     * What a generation is made of.
     *
     * @param isServing whether the document is served
     * @param plans its live adapters
     * @param adapters what serves them
     * @param callable what can be called in-process, by {@code adapter.unit} or {@code namespace.operation}
     * @param diagnostics everything that was found before it was served
     */
    record Parts(
            boolean isServing,
            List<AdapterPlan> plans,
            List<ServerAdapter> adapters,
            List<Consumer> consumers,
            Map<String, UnitPlan> callable,
            List<Diagnostic> diagnostics,
            List<DeadUnit> dead,
            Map<String, String> baseUris,
            List<Variable> missing) {}

    private final LoadedDocument loaded;
    private final Parts parts;
    private final ConcurrentLinkedQueue<Diagnostic> reported;

    /** {@code reported} takes what adapters report, also later. */
    DocumentGeneration(LoadedDocument loaded, Parts parts, ConcurrentLinkedQueue<Diagnostic> reported) {
        this.loaded = loaded;
        this.parts = parts;
        this.reported = reported;
    }

    /** Whether the document is served. */
    public boolean isServing() {
        return parts.isServing;
    }

    /** The plan of that name; null when there is none. */
    public @Nullable UnitPlan callable(String name) {
        return parts.callable.get(name);
    }

    /** The names of what can be called. */
    public Set<String> callableNames() {
        return Collections.unmodifiableSet(parts.callable.keySet());
    }

    /** What became of the document, now. */
    public DocumentStatus status() {
        List<Diagnostic> ordered = new ArrayList<>(parts.diagnostics);
        reported.stream().filter(diagnostic -> !ordered.contains(diagnostic)).forEach(ordered::add);
        ordered.sort(this::inSourceOrder);
        List<ServerAdapter.Endpoint> endpoints = new ArrayList<>();
        parts.adapters.forEach(adapter -> endpoints.addAll(adapter.endpoints()));
        return new DocumentStatus(
                loaded.file(),
                parts.isServing,
                List.copyOf(ordered),
                loaded.linked(),
                parts.plans,
                parts.dead,
                List.copyOf(endpoints),
                parts.baseUris,
                parts.missing);
    }

    /** The document's own diagnostics come before those of the files that it imports. */
    private int inSourceOrder(Diagnostic a, Diagnostic b) {
        int byFile = Boolean.compare(!a.file().equals(loaded.file()), !b.file().equals(loaded.file()));
        int byLine = Integer.compare(a.range().line(), b.range().line());
        return byFile != 0
                ? byFile
                : byLine != 0
                        ? byLine
                        : Integer.compare(a.range().column(), b.range().column());
    }

    /** Closes what belongs to this generation alone. No call is on its way any more. */
    public void close() {
        parts.consumers.forEach(Consumer::close);
    }
}
