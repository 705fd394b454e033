package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedPrompt;
import dev.capstan.document.linked.LinkedSkill;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.engine.internal.load.LoadedDocument;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.internal.run.Incidents;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.status.DeadUnit;
import dev.capstan.engine.status.DocumentStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
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
     * @param served the names of the adapters that are served
     * @param leftOut what the document declares and is not served, by {@code adapter.name}, adapters by their name, with the reasons
     * @param observers what observes the document's calls for its adapters
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
            List<Variable> missing,
            Set<String> served,
            Map<String, List<Diagnostic>> leftOut,
            Map<LinkedAdapter, EngineObserver> observers) {}

    private final LoadedDocument loaded;
    private final VariableResolver variables;
    private final Parts parts;
    private final ConcurrentLinkedQueue<Diagnostic> reported;
    private final CountedCalls calls = new CountedCalls();

    /** {@code reported} takes what adapters report, also later. */
    DocumentGeneration(AssemblyRequest request, Parts parts, ConcurrentLinkedQueue<Diagnostic> reported) {
        this.loaded = request.loaded();
        this.variables = request.variables();
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

    /** The calls of this generation that no adapter makes. */
    public CountedCalls calls() {
        return calls;
    }

    /** The names of what is served: units, prompts and skills, by {@code adapter.name}, and adapters by their name. */
    public Set<String> served() {
        Set<String> names = new LinkedHashSet<>(parts.served);
        for (AdapterPlan plan : parts.plans) {
            String prefix = plan.namespace() + ".";
            plan.units().forEach(unit -> names.add(prefix + unit.linked().name()));
            plan.forwards().forEach(unit -> names.add(prefix + unit.linked().name()));
            if (plan.linked() instanceof LinkedAdapter.Mcp mcp) {
                mcp.prompts().stream().filter(LinkedPrompt::live).forEach(prompt -> names.add(prefix + prompt.name()));
            } else if (plan.linked() instanceof LinkedAdapter.Skills skills) {
                skills.skills().stream().filter(LinkedSkill::live).forEach(skill -> names.add(prefix + skill.name()));
            }
        }
        return names;
    }

    /** What the document declares and is not served, as {@link #served} names it, with the reasons. */
    public Map<String, List<Diagnostic>> leftOut() {
        return parts.leftOut;
    }

    /** What observes the calls of an adapter of that name and type; null when nothing does. */
    @Nullable
    EngineObserver observer(LinkedAdapter adapter) {
        for (Map.Entry<LinkedAdapter, EngineObserver> entry : parts.observers.entrySet()) {
            LinkedAdapter observed = entry.getKey();
            if (observed.namespace().equals(adapter.namespace())
                    && observed.declaration()
                            .type()
                            .equals(adapter.declaration().type())) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** Whether a document would become what this one is: neither its files nor its variables are others. Finds these. */
    public boolean isSameAs(LoadedDocument other, VariableResolver values) {
        LinkedDocument linked = other.linked();
        return linked != null
                && loaded.sources().hasSameContent(other.sources())
                && values.agreesWith(variables, linked.variables());
    }

    /** The type of an adapter that cannot be replaced; null when all can. */
    public @Nullable String unreloadable() {
        for (ServerAdapter adapter : parts.adapters) {
            if (!adapter.isReloadable()) {
                return adapter.getClass().getName();
            }
        }
        return null;
    }

    /** Takes back what its adapters registered. */
    public void withdraw() {
        parts.adapters.forEach(ServerAdapter::withdraw);
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
                parts.missing,
                loaded.sources().files());
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
        parts.consumers.forEach(consumer -> Incidents.contain(consumer::close));
    }
}
