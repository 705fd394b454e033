package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.DirectUnits;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Info;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.DeadUnit;
import dev.capstan.engine.DocumentStatus;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.compile.PlanCompiler;
import dev.capstan.engine.internal.load.LoadedDocument;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.EngineContext;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One document of an engine: its plans, its adapters and consumers, and what was found on the way. */
public final class AssembledDocument {
    private final AssemblySettings settings;
    private final LoadedDocument loaded;
    private final VariableResolver variables;
    private final Consumers consumers;
    private final PlanCompiler compiler;
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private final List<AdapterPlan> plans = new ArrayList<>();
    private final List<ServerAdapter> adapters = new ArrayList<>();
    private final List<DeadUnit> dead = new ArrayList<>();
    private boolean serving;

    private AssembledDocument(AssemblySettings settings, LoadedDocument loaded) {
        this.settings = settings;
        this.loaded = loaded;
        this.variables = new VariableResolver(
                settings.variables(), settings.providers().binds(), loaded.path(), settings.placeholderVariables());
        this.consumers = new Consumers(settings, variables);
        this.compiler = new PlanCompiler(variables::value);
        diagnostics.addAll(loaded.diagnostics());
    }

    /** Compiles a document and creates its adapters; a refused one has neither. */
    public static AssembledDocument assemble(AssemblySettings settings, LoadedDocument loaded) {
        AssembledDocument document = new AssembledDocument(settings, loaded);
        LinkedDocument linked = loaded.linked();
        if (linked != null) {
            document.assemble(linked);
        }
        return document;
    }

    private void assemble(LinkedDocument linked) {
        SchemaScope schema = new SchemaScope(linked, loaded.schemaErrors());
        boolean refused = !schema.ofDocument().isEmpty();
        int live = 0;
        for (LinkedAdapter adapter : linked.adapters()) {
            AdapterPlan plan = refused ? null : plan(linked, adapter, schema);
            live += plan == null ? 0 : plan.units().size();
            if (plan != null) {
                // An adapter whose units are all dead listens all the same: its callers hear 404, not a refused
                // connection.
                plans.add(plan);
            }
        }
        diagnostics.addAll(variables.problems());
        refused |=
                !variables.missing().isEmpty() || variables.problems().stream().anyMatch(Diagnostic::isError);
        if (!refused && live == 0) {
            refused = true;
            diagnostics.add(nothingToServe(linked, dead.size()));
        }
        if (!refused && settings.allOrNothing() && hasDead(linked, dead.size())) {
            refused = true;
            diagnostics.add(linked.document()
                    .node()
                    .diagnostic(
                            "dead-units",
                            Severity.ERROR,
                            "parts of the document cannot be served, and it is to be served whole or not at all"));
        }
        if (!refused) {
            createAdapters();
        } else {
            plans.clear();
        }
    }

    private static boolean hasDead(LinkedDocument linked, int dead) {
        return dead > 0
                || linked.adapters().stream()
                        .anyMatch(adapter -> !adapter.problems().isEmpty());
    }

    private static Diagnostic nothingToServe(LinkedDocument linked, int dead) {
        String message = linked.document().capability() == null
                ? "this document only shares consumed APIs; import it from a capability document to serve it"
                : linked.adapters().isEmpty()
                        ? "the document exposes nothing; write exposes: with a rest or mcp adapter"
                        : dead == 0
                                ? "no adapter of the document can be served"
                                : "none of the document's " + dead + " operations and tools can be served; each"
                                        + " reason is given at its place";
        return linked.document().node().diagnostic("nothing-to-serve", Severity.ERROR, message);
    }

    private @Nullable AdapterPlan plan(LinkedDocument linked, LinkedAdapter adapter, SchemaScope schema) {
        if (!adapter.problems().isEmpty()) {
            adapter.units().forEach(unit -> leaveOut(adapter, unit, adapter.problems()));
            return null;
        }
        List<UnitPlan> units = new ArrayList<>();
        for (LinkedUnit unit : adapter.units()) {
            List<Diagnostic> reasons = new ArrayList<>(unit.problems());
            reasons.addAll(schema.of(unit));
            UnitPlan plan = reasons.isEmpty() ? unit(unit, reasons) : null;
            if (plan != null) {
                units.add(plan);
            } else {
                leaveOut(adapter, unit, reasons);
            }
        }
        Info info = linked.document().info();
        String title = info == null || info.label() == null ? loaded.file() : info.label();
        return new AdapterPlan(adapter, loaded.file(), title, List.copyOf(units));
    }

    private void leaveOut(LinkedAdapter adapter, LinkedUnit unit, List<Diagnostic> reasons) {
        YamlNode node = unit.declaration().node();
        dead.add(new DeadUnit(adapter.namespace(), unit.name(), node.place(), node.pointer(), List.copyOf(reasons)));
    }

    /** The unit's plan; null, with a diagnostic, when what it calls cannot be called. */
    private @Nullable UnitPlan unit(LinkedUnit unit, List<Diagnostic> reasons) {
        LinkedOperation operation = unit.operation();
        if (operation == null) {
            return compiler.unit(unit, null, Long.MAX_VALUE);
        }
        Consumers.Made<PreparedOperation> prepared = consumers.prepared(operation);
        if (prepared.problem() != null) {
            reasons.add(prepared.problem());
            if (!prepared.problem().rule().equals("variable-missing")) {
                diagnostics.add(prepared.problem());
            }
            return null;
        }
        return compiler.unit(
                unit,
                prepared.thing(),
                consumers.configuration(operation.api()).limits().maxBufferedBytes());
    }

    private void createAdapters() {
        serving = true;
        for (AdapterPlan plan : plans) {
            String type = plan.linked().declaration().type();
            ServerAdapterProvider provider = settings.providers().adapters().get(type);
            if (provider == null) {
                fail(
                        plan,
                        "adapter-not-installed",
                        "no module that serves " + type + " is on the class path; add adapter-" + type);
                continue;
            }
            try {
                adapters.add(provider.create(new Context(plan)));
            } catch (InvalidSettingException e) {
                fail(plan, "adapter-unusable", String.valueOf(e.getMessage()));
            }
        }
        if (!serving) {
            withdraw();
        }
    }

    private void fail(AdapterPlan plan, String rule, String message) {
        diagnostics.add(plan.linked().declaration().node().diagnostic(rule, Severity.ERROR, message));
        serving = false;
    }

    private void withdraw() {
        adapters.forEach(ServerAdapter::withdraw);
        adapters.clear();
        plans.clear();
        consumers.close();
    }

    private final class Context implements ServerAdapterContext {
        private final AdapterPlan plan;

        Context(AdapterPlan plan) {
            this.plan = plan;
        }

        @Override
        public AdapterPlan plan() {
            return plan;
        }

        @Override
        public EngineContext engine() {
            return settings.context();
        }

        @Override
        public void report(Diagnostic diagnostic) {
            diagnostics.add(diagnostic);
            if (diagnostic.isError()) {
                serving = false;
            }
        }
    }

    /** Whether the document is served. */
    public boolean serving() {
        return serving;
    }

    /** Its live plans. */
    public List<AdapterPlan> plans() {
        return List.copyOf(plans);
    }

    /** A plan that calls a consumed operation directly; null when the document has no such operation or cannot call it. */
    public @Nullable UnitPlan direct(String namespace, String operation) {
        LinkedDocument linked = loaded.linked();
        if (!serving || linked == null) {
            return null;
        }
        for (LinkedApi api : linked.apis()) {
            for (LinkedOperation candidate : api.operations()) {
                if (api.namespace().equals(namespace) && candidate.name().equals(operation)) {
                    LinkedUnit unit = DirectUnits.of(linked, candidate);
                    return unit.live() ? unit(unit, new ArrayList<>()) : null;
                }
            }
        }
        return null;
    }

    /** The namespaces of its consumed APIs. */
    public List<String> consumedNamespaces() {
        LinkedDocument linked = loaded.linked();
        return linked == null
                ? List.of()
                : linked.apis().stream().map(LinkedApi::namespace).toList();
    }

    /** What became of the document, now. */
    public DocumentStatus status() {
        List<Diagnostic> ordered = new ArrayList<>(diagnostics);
        ordered.sort((a, b) -> {
            int byFile =
                    Boolean.compare(!a.file().equals(loaded.file()), !b.file().equals(loaded.file()));
            int byLine = Integer.compare(a.range().line(), b.range().line());
            return byFile != 0
                    ? byFile
                    : byLine != 0
                            ? byLine
                            : Integer.compare(a.range().column(), b.range().column());
        });
        List<ServerAdapter.Endpoint> endpoints = new ArrayList<>();
        adapters.forEach(adapter -> endpoints.addAll(adapter.endpoints()));
        return new DocumentStatus(
                loaded.file(),
                serving,
                List.copyOf(ordered),
                loaded.linked(),
                plans(),
                List.copyOf(dead),
                List.copyOf(endpoints),
                consumers.baseUris(),
                variables.missing());
    }

    /** Closes the document's consumers. */
    public void close() {
        consumers.close();
    }
}
