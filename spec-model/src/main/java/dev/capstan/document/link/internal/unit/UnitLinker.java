package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.ArgumentCollector;
import dev.capstan.document.link.internal.name.NameCheck;
import dev.capstan.document.link.internal.name.Qualifiers;
import dev.capstan.document.link.internal.name.StepNames;
import dev.capstan.document.link.internal.name.Surface;
import dev.capstan.document.link.internal.name.UnitContext;
import dev.capstan.document.link.internal.name.UnitScope;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.CallSite;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.output.OutputOverlay;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.Expose;
import dev.capstan.document.model.Hints;
import dev.capstan.document.model.Tool;
import dev.capstan.document.model.ToolInput;
import dev.capstan.document.model.UnitDeclaration;
import dev.capstan.document.syntax.FoldedName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Links one exposed unit: what it does with what its callers give, and what it replies. */
public final class UnitLinker {
    private final LinkContext context;
    private final Qualifiers qualifiers;
    private final String namespace;
    private final Surface surface;
    private final boolean isNamespaceKnown;

    /**
     * A linker for the units of one adapter.
     *
     * @param namespace the adapter's
     */
    public UnitLinker(LinkContext context, Expose adapter, String namespace, Surface surface) {
        this.context = context;
        this.isNamespaceKnown = adapter.namespace() != null || !adapter.node().has("namespace");
        this.namespace = namespace;
        this.surface = surface;
        this.qualifiers = Qualifiers.ofAdapter(namespace, surface);
    }

    private UnitLinker(LinkContext context, String namespace, Qualifiers qualifiers) {
        this.context = context;
        this.namespace = namespace;
        this.surface = Surface.TOOLS;
        this.qualifiers = qualifiers;
        this.isNamespaceKnown = true;
    }

    /** A linker for the functions of an aggregate that no unit refers to: nothing serves them, but their mistakes are told. */
    public static UnitLinker ofAggregate(LinkContext context, String namespace) {
        return new UnitLinker(context, namespace, Qualifiers.ofAggregate(namespace, context.adapterNamespaces()));
    }

    /** A unit that is dead for that reason. */
    public static LinkedUnit dead(UnitDeclaration unit, String name, Diagnostic reason) {
        return new LinkedUnit(
                unit,
                name,
                unit.description(),
                List.of(),
                new Behaviour.Unlinked(),
                new OutputShape.Identity(),
                List.of(reason));
    }

    /** Where the unit's parts are written; null when it refers to a function that does not exist, which is reported. */
    @Nullable
    public UnitSource source(CallableUnit unit) {
        if (unit.ref() == null) {
            return new UnitSource(unit, null);
        }
        FunctionIndex.Entry entry = context.functions().find(unit.ref());
        return entry == null ? null : new UnitSource(unit, entry);
    }

    /** A tool with the hints that follow from what the function it runs says of itself; its own win one by one. */
    public Tool hinted(Tool tool) {
        UnitSource source = source(tool);
        FunctionIndex.Entry entry = source == null || !source.isRunByFunction() ? null : source.function();
        return entry == null || entry.function().semantics() == null
                ? tool
                : tool.with(Hints.of(entry.function().semantics(), tool.hints()));
    }

    /** Reports a unit whose {@code ref} names no function: the document is refused for it. */
    public LinkedUnit unknownRef(CallableUnit unit, String name) {
        Diagnostic reason = context.functions()
                .unknown(
                        context.findings(),
                        String.valueOf(unit.ref()),
                        unit.node().at("ref"));
        context.documentProblems().add(reason);
        return dead(unit, name, reason);
    }

    /**
     * Links a unit.
     *
     * @param target chooses among the operations of one name
     */
    public LinkedUnit link(
            UnitSource source,
            String name,
            ArgumentCollector arguments,
            BiFunction<String, List<LinkedOperation>, LinkedOperation> target) {
        List<Diagnostic> problems = new ArrayList<>();
        Unit unit = new Unit(source, name, arguments, problems);
        Behaviour behaviour;
        OutputShape reply;
        if (source.call() != null) {
            List<LinkedOperation> candidates = context.targets().named(source.call());
            if (candidates.isEmpty()) {
                String rule = source.isRunByFunction() || source.unit() instanceof AggregateFunction
                        ? "function-call-unknown"
                        : "call-unknown";
                return dead(source.unit(), name, unknownCall(rule, source.call(), source.place(), context));
            }
            LinkedOperation operation = target.apply(source.call(), candidates);
            reply = unit.outputs().reply(source.outputs());
            behaviour = new Behaviour.Call(unit.call(operation, !(reply instanceof OutputShape.Identity)));
        } else if (!source.steps().isEmpty()) {
            StepsLinker steps = unit.steps();
            behaviour = steps.link(source.steps(), source.mappings(), source.outputs());
            reply = steps.reply(source.outputs(), unit.outputs());
        } else if (!source.outputs().isEmpty()) {
            unit.warnOfUnusedWith();
            reply = unit.outputs().mock(source.outputs());
            behaviour = new Behaviour.Mock();
        } else {
            return dead(
                    source.unit(),
                    name,
                    context.findings()
                            .error(
                                    "unit-calls-nothing",
                                    source.unit().node(),
                                    "\"" + name
                                            + "\" calls nothing and has no outputs of its own; write call:"
                                            + " namespace.operation"));
        }
        unit.checkNames(behaviour);
        return new LinkedUnit(
                source.unit(), name, source.description(), arguments.all(), behaviour, reply, List.copyOf(problems));
    }

    /** Why that call finds no operation: its API cannot be used, which has been reported, or there is none. */
    static Diagnostic unknownCall(String rule, String call, YamlNode unit, LinkContext context) {
        Diagnostic unusable = context.targets().unusable(call);
        if (unusable != null) {
            return unusable;
        }
        TargetSelection.Unknown unknown = context.targets().unknown(call);
        YamlNode at = unit instanceof YamlMapping mapping ? mapping.at("call") : unit;
        return context.findings().error(rule, at, unknown.message(), unknown.nearest());
    }

    /** One unit being linked. */
    private final class Unit {
        private final UnitSource source;
        private final String name;
        private final ArgumentCollector collector;
        private final List<Diagnostic> problems;
        private final UnitContext outer;
        private final UnitContext inner;
        private final Map<String, Expression> forOperation = new LinkedHashMap<>();

        Unit(UnitSource source, String name, ArgumentCollector collector, List<Diagnostic> problems) {
            this.source = source;
            this.name = name;
            this.collector = collector;
            this.problems = problems;
            this.outer = new UnitContext(
                    context.findings(),
                    context.variables(),
                    new UnitArguments(collector),
                    new StepNames(),
                    qualifiers,
                    List.of(namespace));
            this.inner = source.function() == null ? outer : function(source.function());
        }

        /** What holds inside the function; the unit's {@code with} gives values to the function's arguments. */
        private UnitContext function(FunctionIndex.Entry entry) {
            AggregateFunction function = entry.function();
            List<String> own = declared();
            requireInputs(function);
            Map<String, Expression> given = new LinkedHashMap<>();
            if (source.isRunByFunction()) {
                UnitScope scope = new UnitScope(outer, problems);
                source.unit().with().forEach((key, value) -> {
                    ToolInput input = function.inputParameters().stream()
                            .filter(candidate -> FoldedName.same(candidate.name(), key))
                            .findFirst()
                            .orElse(null);
                    Expression expression = scope.withExpression(value, null);
                    if (input != null) {
                        given.put(input.name(), expression);
                        giveInput(input, expression);
                    } else {
                        forOperation.put(key, expression);
                    }
                });
            }
            return outer.inFunction(
                    new FunctionArguments(outer.arguments(), function.inputParameters(), given, own),
                    Qualifiers.ofAggregate(entry.namespace(), context.adapterNamespaces()));
        }

        /** The arguments that the unit declares by itself or inherits. */
        private List<String> declared() {
            return collector.all().stream()
                    .filter(argument -> argument.node() != source.unit().node())
                    .map(Argument::name)
                    .toList();
        }

        /** What a function requires is required in every unit, however the unit declares it. */
        private void requireInputs(AggregateFunction function) {
            for (Argument argument : collector.all()) {
                if (function.inputParameters().stream()
                        .anyMatch(input -> input.required() && FoldedName.same(input.name(), argument.name()))) {
                    collector.require(argument.index());
                }
            }
        }

        /** The caller need not give what the unit gives; what a required input is made of has to be given instead. */
        private void giveInput(ToolInput input, Expression value) {
            int known = collector.known(input.name());
            boolean isItself = value.contains(
                    part -> part instanceof Expression.ArgumentValue argument && argument.index() == known);
            if (known != ArgumentCollector.NONE && !isItself) {
                collector.relax(known, "Given by the unit itself.");
            }
            if (input.required() && value instanceof Expression.ArgumentValue argument) {
                collector.require(argument.index());
            }
        }

        private UnitContext block() {
            return source.isRunByFunction() ? inner : outer;
        }

        CallSite call(LinkedOperation operation, boolean decodes) {
            problems.addAll(operation.problems());
            CallSiteLinker site = new CallSiteLinker(block(), problems, operation, false);
            forOperation.forEach((key, value) -> {
                if (site.takes(key)) {
                    site.given(key, value);
                } else {
                    context.findings()
                            .warn(
                                    "with-unknown-key",
                                    source.unit().node().at("with"),
                                    "\"" + key + "\" is neither an argument of the function nor a parameter of \""
                                            + operation.reference() + "\"; the value is not used");
                }
            });
            site.with(source.with());
            OutputOverlay overlay = OutputOverlay.NONE;
            if (decodes) {
                overlay = outputs().overlay(operation.declaration().outputParameters());
                new FormatSupport(context).check(operation, "\"" + name + "\" shapes", problems);
            }
            return site.link(surface == Surface.TOOLS ? collector : null, overlay);
        }

        StepsLinker steps() {
            warnOfUnusedWith();
            return new StepsLinker(context, block(), name, problems);
        }

        private void warnOfUnusedWith() {
            forOperation
                    .keySet()
                    .forEach(key -> context.findings()
                            .warn(
                                    "with-unknown-key",
                                    source.unit().node().at("with"),
                                    "\"" + key + "\" is no argument of the function; the value is not used"));
        }

        OutputLinker outputs() {
            UnitContext of = source.hasOutputsOfFunction() ? inner : outer;
            return new OutputLinker(context.findings(), new UnitScope(of, problems).inReply(), problems);
        }

        void checkNames(Behaviour behaviour) {
            boolean writes = behaviour instanceof Behaviour.Call call
                            && !isRead(call.site().operation())
                    || behaviour instanceof Behaviour.Steps steps
                            && steps.steps().stream().anyMatch(this::writes);
            // What is wrong already may be why a name is not used.
            if (problems.isEmpty() && isNamespaceKnown) {
                new NameCheck(context.findings(), name, collector, surface).check(behaviour, writes, problems);
            }
        }

        private boolean writes(LinkedStep step) {
            return step instanceof LinkedStep.CallStep call
                    && !isRead(call.site().operation());
        }

        private boolean isRead(LinkedOperation operation) {
            return operation.method().equals("GET") || operation.method().equals("HEAD");
        }
    }
}
