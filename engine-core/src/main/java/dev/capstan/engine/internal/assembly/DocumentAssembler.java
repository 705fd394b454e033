package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.DirectUnits;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.ScriptDefaults;
import dev.capstan.document.model.Info;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.compile.UncompilableException;
import dev.capstan.engine.internal.compile.UnitCompiler;
import dev.capstan.engine.internal.load.LoadedDocument;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.internal.observe.ObservedUnit;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.ForwardPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.status.DeadUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles one loaded document, and has its adapters made. */
public final class DocumentAssembler {
    private final AssemblySettings settings;
    private final LoadedDocument loaded;
    private final VariableResolver variables;
    private final ConsumerRegistry consumers;
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private final List<DeadUnit> dead = new ArrayList<>();
    private final Map<String, UnitPlan> callable = new LinkedHashMap<>();

    private DocumentAssembler(AssemblySettings settings, LoadedDocument loaded) {
        this.settings = settings;
        this.loaded = loaded;
        this.variables = new VariableResolver(
                settings.hostVariables(),
                settings.variables(),
                settings.providers().binds(),
                settings.placeholderVariables(),
                value -> settings.context().secrets().add(new Secret(value)));
        this.consumers = new ConsumerRegistry(settings, variables);
        diagnostics.addAll(loaded.diagnostics());
    }

    /** A generation of that document; a refused one serves nothing and says why. */
    public static DocumentGeneration assemble(AssemblySettings settings, LoadedDocument loaded) {
        DocumentAssembler assembler = new DocumentAssembler(settings, loaded);
        LinkedDocument linked = loaded.linked();
        AdapterFactory adapters = new AdapterFactory(settings, assembler.variables);
        boolean isServing = linked != null && assembler.serve(linked, adapters);
        return new DocumentGeneration(
                loaded,
                new DocumentGeneration.Parts(
                        isServing,
                        adapters.plans(),
                        adapters.made(),
                        assembler.consumers.own(),
                        isServing ? Map.copyOf(assembler.callable) : Map.of(),
                        List.copyOf(assembler.diagnostics),
                        List.copyOf(assembler.dead),
                        assembler.consumers.baseUris(),
                        assembler.variables.missing()),
                adapters.reported());
    }

    private boolean serve(LinkedDocument linked, AdapterFactory adapters) {
        SchemaScope schema = new SchemaScope(linked, loaded.schemaErrors());
        boolean isRefused = !schema.ofDocument().isEmpty() || !linked.problems().isEmpty();
        DocumentServices services = new DocumentServices(settings, consumers, ScriptDefaults.of(linked.document()));
        UnitCompiler compiler = new UnitCompiler(services, variables::value);
        List<AdapterPlan> plans = new ArrayList<>();
        boolean hasSomething = false;
        for (LinkedAdapter declared : linked.adapters()) {
            LinkedAdapter adapter = SchemaProblems.in(declared, schema);
            AdapterPlan plan = isRefused || isEmptied(adapter, schema) ? null : plan(linked, adapter, schema, compiler);
            if (plan != null && !adapters.authenticate(plan, this::leaveOut)) {
                plan = null;
            }
            if (plan != null) {
                // An adapter whose units are all dead listens all the same: its callers get 404, not a refused
                // connection.
                plans.add(plan);
                hasSomething |= plan.liveUnits() > 0 || adapter.servesWithoutUnits();
            }
        }
        diagnostics.addAll(adapters.problems());
        diagnostics.addAll(variables.problems());
        isRefused |= !variables.missing().isEmpty()
                || variables.problems().stream().anyMatch(Diagnostic::isError)
                || adapters.isRefused()
                || consumers.isRefused();
        if (!isRefused && !hasSomething) {
            isRefused = true;
            diagnostics.add(nothingToServe(linked, dead.size()));
        }
        if (!isRefused && settings.allOrNothing() && hasDead(linked, schema)) {
            isRefused = true;
            diagnostics.add(linked.document()
                    .node()
                    .diagnostic(
                            "dead-units",
                            Severity.ERROR,
                            "parts of the document cannot be served, and it is to be served whole or not at all"));
        }
        if (isRefused) {
            adapters.abandon();
            return false;
        }
        boolean isServing = adapters.create(plans);
        diagnostics.addAll(adapters.problems());
        if (isServing && settings.directCalls()) {
            compileDirectUnits(linked, compiler);
        }
        return isServing;
    }

    private boolean hasDead(LinkedDocument linked, SchemaScope schema) {
        return !dead.isEmpty()
                || linked.adapters().stream()
                        .anyMatch(adapter -> !adapter.problems().isEmpty() || isEmptied(adapter, schema));
    }

    /** Whether an adapter has no units because the schema could not accept what declares them. */
    private static boolean isEmptied(LinkedAdapter adapter, SchemaScope schema) {
        return adapter.units().isEmpty()
                && !schema.at(adapter.declaration().node()).isEmpty();
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

    private @Nullable AdapterPlan plan(
            LinkedDocument linked, LinkedAdapter adapter, SchemaScope schema, UnitCompiler compiler) {
        if (!adapter.problems().isEmpty()) {
            adapter.units().forEach(unit -> leaveOut(adapter, unit, adapter.problems()));
            leaveOutPrompts(adapter);
            return null;
        }
        List<UnitPlan> units = new ArrayList<>();
        List<ForwardPlan> forwards = new ArrayList<>();
        for (LinkedUnit unit : adapter.units()) {
            List<Diagnostic> reasons = new ArrayList<>(unit.problems());
            schema.of(unit).stream().filter(error -> !reasons.contains(error)).forEach(reasons::add);
            UnitCompiler.Compiled compiled = reasons.isEmpty() ? compiled(unit, compiler, reasons) : null;
            if (compiled == null) {
                leaveOut(adapter, unit, reasons);
            } else if (compiled.callable() != null) {
                UnitPlan plan = observed(adapter, compiled.callable());
                units.add(plan);
                callable.putIfAbsent(adapter.namespace() + "." + unit.name(), plan);
            } else if (compiled.forward() != null) {
                forwards.add(compiled.forward());
            }
        }
        leaveOutPrompts(adapter);
        Info info = linked.document().info();
        String title = info == null || info.label() == null ? loaded.file() : info.label();
        return new AdapterPlan(adapter, loaded.file(), title, List.copyOf(units), List.copyOf(forwards));
    }

    private UnitPlan observed(LinkedAdapter adapter, UnitPlan plan) {
        EngineObserver observer = settings.context().observer();
        return observer == null
                ? plan
                : new ObservedUnit(
                        plan,
                        observer,
                        loaded.file(),
                        adapter.namespace(),
                        adapter.declaration().type());
    }

    /** What a unit was compiled to; null, with a reason, when something that it needs cannot be made. */
    private UnitCompiler.@Nullable Compiled compiled(LinkedUnit unit, UnitCompiler compiler, List<Diagnostic> reasons) {
        try {
            return compiler.compile(unit);
        } catch (UncompilableException e) {
            reasons.add(e.problem());
            if (!e.isToldElsewhere()) {
                diagnostics.add(e.problem());
            }
            return null;
        }
    }

    private void leaveOutPrompts(LinkedAdapter adapter) {
        if (adapter instanceof LinkedAdapter.Mcp mcp) {
            mcp.prompts().stream().filter(prompt -> !prompt.live()).forEach(prompt -> {
                YamlNode node = prompt.declaration().node();
                dead.add(new DeadUnit(
                        adapter.namespace(), prompt.name(), node.place(), node.pointer(), prompt.problems()));
            });
        }
    }

    private void leaveOut(LinkedAdapter adapter, LinkedUnit unit, List<Diagnostic> reasons) {
        YamlNode node = unit.declaration().node();
        dead.add(new DeadUnit(adapter.namespace(), unit.name(), node.place(), node.pointer(), List.copyOf(reasons)));
        callable.remove(adapter.namespace() + "." + unit.name());
    }

    /** Consumed operations as units of their own. What stands against one only means that it cannot be called so. */
    private void compileDirectUnits(LinkedDocument linked, UnitCompiler compiler) {
        DirectUnits units = new DirectUnits(linked, loaded.path());
        for (LinkedApi api : linked.apis()) {
            for (LinkedOperation operation : api.operations()) {
                LinkedUnit unit = units.of(operation);
                if (!unit.live()) {
                    continue;
                }
                try {
                    UnitPlan plan = compiler.compile(unit).callable();
                    if (plan != null) {
                        callable.putIfAbsent(operation.reference(), plan);
                    }
                } catch (UncompilableException | InvalidSettingException e) {
                    // Nobody asked for it: whoever calls it is told that it cannot be called.
                }
            }
        }
    }
}
