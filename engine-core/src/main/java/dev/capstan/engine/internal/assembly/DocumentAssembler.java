package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.DirectUnits;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedSkill;
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
import dev.capstan.engine.status.DeadUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Compiles one loaded document, and has its adapters made. */
public final class DocumentAssembler {
    private final AssemblySettings settings;
    private final LoadedDocument loaded;
    private final VariableResolver variables;
    private final ConsumerRegistry consumers;
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private final AssembledDocument document;
    private @Nullable EngineObserver observer;
    private final Map<String, UnitPlan> callable = new LinkedHashMap<>();

    private DocumentAssembler(AssemblySettings settings, AssemblyRequest request, LinkedDocument linked) {
        this.settings = settings;
        this.loaded = request.loaded();
        this.document = new AssembledDocument(linked);
        this.variables = request.variables();
        this.consumers = new ConsumerRegistry(settings, variables);
        diagnostics.addAll(loaded.diagnostics());
    }

    /** A generation of that document; a refused one serves nothing and says why. */
    public static DocumentGeneration assemble(AssemblySettings settings, AssemblyRequest request) {
        LoadedDocument loaded = request.loaded();
        LinkedDocument linked = loaded.linked();
        if (linked == null) {
            return new DocumentGeneration(
                    request,
                    new DocumentGeneration.Parts(
                            false,
                            List.of(),
                            List.of(),
                            List.of(),
                            Map.of(),
                            List.copyOf(new LinkedHashSet<>(loaded.diagnostics())),
                            List.of(),
                            Map.of(),
                            List.of(),
                            Set.of(),
                            Map.of(),
                            Map.of()),
                    new ConcurrentLinkedQueue<>());
        }
        DocumentAssembler assembler = new DocumentAssembler(settings, request, linked);
        AdapterFactory adapters = new AdapterFactory(settings, request, assembler.document);
        boolean isServing = assembler.serve(linked, adapters);
        return new DocumentGeneration(
                request,
                new DocumentGeneration.Parts(
                        isServing,
                        adapters.plans(),
                        adapters.made(),
                        assembler.consumers.own(),
                        isServing ? Map.copyOf(assembler.callable) : Map.of(),
                        List.copyOf(assembler.diagnostics),
                        List.copyOf(assembler.document.dead()),
                        assembler.consumers.baseUris(),
                        assembler.variables.missing(),
                        assembler.document.served(),
                        assembler.document.leftOut(),
                        adapters.observers()),
                adapters.reported());
    }

    private boolean serve(LinkedDocument linked, AdapterFactory adapters) {
        SchemaScope schema = new SchemaScope(linked, loaded.schemaErrors());
        boolean isRefused = !schema.ofDocument().isEmpty() || !linked.problems().isEmpty();
        DocumentServices services = new DocumentServices(settings, consumers, ScriptDefaults.of(linked.document()));
        UnitCompiler compiler = new UnitCompiler(services, variables::value);
        List<AdapterPlan> plans = new ArrayList<>();
        boolean hasSomething = false;
        List<LinkedAdapter> judged = linked.adapters().stream()
                .map(declared -> SchemaProblems.in(declared, schema))
                .toList();
        observer = adapters.observer(judged);
        for (LinkedAdapter adapter : judged) {
            if (isRefused) {
                continue;
            }
            List<Diagnostic> problems = new ArrayList<>(adapter.problems());
            boolean isEmptied = isEmptied(adapter, schema);
            if (isEmptied) {
                schema.at(adapter.declaration().node()).stream()
                        .filter(error -> !problems.contains(error))
                        .forEach(problems::add);
            }
            AdapterPlan plan = isEmptied ? null : plan(linked, adapter, schema, compiler);
            Diagnostic refusal = plan == null ? null : adapters.authenticate(plan, this::leaveOut);
            if (refusal != null) {
                plan = null;
                problems.add(refusal);
            }
            leaveOutSkills(adapter, problems);
            document.add(adapter, plan, problems);
            if (plan != null) {
                // An adapter whose units are all dead listens all the same: its callers get 404, not a refused
                // connection.
                plans.add(plan);
                hasSomething |= plan.liveUnits() > 0 || (adapter.servesWithoutUnits() && isInstalled(adapter));
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
            diagnostics.add(nothingToServe(linked, document.dead().size()));
        }
        if (!isRefused && settings.allOrNothing() && document.hasDead()) {
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

    /** Whether an adapter has no units because the schema could not accept what declares them. */
    private static boolean isEmptied(LinkedAdapter adapter, SchemaScope schema) {
        return adapter.units().isEmpty()
                && !schema.at(adapter.declaration().node()).isEmpty();
    }

    private boolean isInstalled(LinkedAdapter adapter) {
        return settings.providers().adapters().containsKey(adapter.declaration().type());
    }

    /** Skills are dead with their adapter, or each for its own reasons. */
    private void leaveOutSkills(LinkedAdapter adapter, List<Diagnostic> problems) {
        if (adapter instanceof LinkedAdapter.Skills skills) {
            for (LinkedSkill skill : skills.skills()) {
                LinkedSkill judged = skill.withProblems(problems);
                if (!judged.live()) {
                    YamlNode node = skill.declaration().node();
                    document.leaveOut(new DeadUnit(
                            adapter.namespace(), skill.name(), node.place(), node.pointer(), judged.problems()));
                }
            }
        }
    }

    private static Diagnostic nothingToServe(LinkedDocument linked, int dead) {
        String message = linked.document().capability() == null
                ? "this document only shares consumed APIs; import it from a capability document to serve it"
                : linked.adapters().isEmpty()
                        ? "the document exposes nothing; write exposes: with an adapter"
                        : dead == 0
                                ? "no adapter of the document can be served"
                                : "none of the document's " + dead + " operations, tools and skills can be served; each"
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
        EngineObserver observing = observer;
        return observing == null
                ? plan
                : new ObservedUnit(
                        plan,
                        observing,
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
                document.leaveOut(new DeadUnit(
                        adapter.namespace(), prompt.name(), node.place(), node.pointer(), prompt.problems()));
            });
        }
    }

    private void leaveOut(LinkedAdapter adapter, LinkedUnit unit, List<Diagnostic> reasons) {
        YamlNode node = unit.declaration().node();
        document.leaveOut(
                new DeadUnit(adapter.namespace(), unit.name(), node.place(), node.pointer(), List.copyOf(reasons)));
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
