package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.UnitContext;
import dev.capstan.document.link.internal.name.UnitScope;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.CallSite;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.output.OutputOverlay;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.OutputParameter;
import dev.capstan.document.model.Step;
import dev.capstan.document.model.StepMapping;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links the steps of one unit, and what its reply is made from. */
final class StepsLinker {
    /** A segment of a path that has a name: quoted in brackets, or behind a dot. */
    private static final Pattern SEGMENT = Pattern.compile("\\['([^']*)']|\\[\\?\\(.*\\)]|\\.([^.\\[\\](]+)");

    private final LinkContext context;
    private final UnitContext unit;
    private final String name;
    private final List<Diagnostic> problems;
    private final List<Draft> drafts = new ArrayList<>();

    /** A step of which everything is known but who refers to it. */
    private interface Draft {
        LinkedStep finish();
    }

    /**
     * A linker for one unit.
     *
     * @param unit what holds where the steps are written
     * @param name the unit's
     * @param problems takes what makes the unit dead
     */
    StepsLinker(LinkContext context, UnitContext unit, String name, List<Diagnostic> problems) {
        this.context = context;
        this.unit = unit;
        this.name = name;
        this.problems = problems;
    }

    /** The steps and the value that the reply is shaped from. */
    Behaviour link(List<Step> steps, List<StepMapping> mappings, List<OutputParameter> outputs) {
        List<Step> calls = new ArrayList<>();
        List<ScriptDraft> scripts = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String stepName = step.name() == null ? "step " + (i + 1) : step.name();
            if (unit.steps().all().contains(stepName)) {
                problems.add(context.findings()
                        .error(
                                "step-name-duplicate",
                                step.node().at("name"),
                                "two steps of \"" + name + "\" are named \"" + stepName + "\"; rename one of them"));
            }
            warnOfHiddenArgument(step, stepName);
            Draft draft = draft(i, step, stepName, scripts);
            if (draft == null) {
                return new Behaviour.Unlinked();
            }
            drafts.add(draft);
            unit.steps().add(stepName, i);
            if ("call".equals(step.type())) {
                calls.add(step);
            }
        }
        Expression result = result(steps, mappings, outputs, calls.size() == 1 ? soleCall(steps, calls.get(0)) : null);
        scripts.forEach(ScriptDraft::close);
        List<LinkedStep> linked = drafts.stream().map(Draft::finish).toList();
        return new Behaviour.Steps(linked, result, mappings.isEmpty());
    }

    private MappingLinker.SoleCall soleCall(List<Step> steps, Step call) {
        Set<String> outputs = new HashSet<>();
        context.targets().named(String.valueOf(call.call())).stream()
                .limit(1)
                .flatMap(operation -> operation.declaration().outputParameters().stream())
                .forEach(output -> outputs.add(String.valueOf(output.name())));
        return new MappingLinker.SoleCall(steps.indexOf(call), Set.copyOf(outputs));
    }

    private void warnOfHiddenArgument(Step step, String stepName) {
        if (unit.arguments().isKnown(stepName)) {
            context.findings()
                    .warn(
                            "step-hides-argument",
                            step.node().at("name"),
                            "the step \"" + stepName
                                    + "\" has the name of an argument: {{" + stepName
                                    + "}} means the argument, $." + stepName + " the step. Rename one of them");
        }
    }

    private @Nullable Draft draft(int index, Step step, String stepName, List<ScriptDraft> scripts) {
        String type = step.type() == null ? "" : step.type();
        switch (type) {
            case "call":
                return call(index, step, stepName);
            case "lookup":
                return lookup(index, step, stepName);
            case "script":
                ScriptDraft script = script(index, step, stepName);
                if (script != null) {
                    scripts.add(script);
                }
                return script;
            default:
                String nearest = NearestName.among(type, List.of("call", "lookup", "script"));
                problems.add(context.findings()
                        .error(
                                "step-unknown-type",
                                step.node().at("type"),
                                "the step \"" + stepName + "\" of \"" + name + "\" is of type \"" + type
                                        + "\"; write call, lookup or script",
                                nearest));
                return null;
        }
    }

    // Calls

    private @Nullable Draft call(int index, Step step, String stepName) {
        if (step.call() == null) {
            problems.add(missing(step, stepName, "call", "call: namespace.operation"));
            return null;
        }
        List<LinkedOperation> candidates = context.targets().named(step.call());
        if (candidates.isEmpty()) {
            problems.add(UnitLinker.unknownCall("step-call-unknown", step.call(), step.node(), context));
            return null;
        }
        LinkedOperation operation = candidates.get(0);
        problems.addAll(operation.problems());
        CallSiteLinker linker = new CallSiteLinker(unit, problems, operation, true);
        linker.with(step.with());
        OutputOverlay overlay = new OutputLinker(
                        context.findings(), linker.scope().inWith(null), problems)
                .overlay(operation.declaration().outputParameters());
        CallSite site = linker.link(null, overlay);
        Set<Integer> uses = unit.steps().takeUses();
        return () -> {
            boolean isReferenced = unit.steps().isReferenced(index);
            if (isReferenced) {
                new FormatSupport(context).check(operation, "the step \"" + stepName + "\" decodes", problems);
            }
            return new LinkedStep.CallStep(index, step, stepName, uses, site, isReferenced);
        };
    }

    // Lookups

    private @Nullable Draft lookup(int index, Step step, String stepName) {
        if (step.index() == null || step.match() == null || step.lookupValue() == null) {
            problems.add(missing(
                    step,
                    stepName,
                    step.index() == null ? "index" : step.match() == null ? "match" : "lookupValue",
                    "index: an earlier step, match: a field of its rows, lookupValue: what to look for"));
            return null;
        }
        Integer rows = unit.steps().find(step.index());
        if (rows == null) {
            String nearest = NearestName.among(step.index(), unit.steps().all());
            problems.add(context.findings()
                    .error(
                            "lookup-index-unknown",
                            step.node().at("index"),
                            "the lookup \"" + stepName + "\" searches the result of \"" + step.index()
                                    + "\", which is no step before it"
                                    + (nearest == null ? "" : "; did you mean " + nearest + "?"),
                            nearest));
            return null;
        }
        UnitScope scope = new UnitScope(unit, problems);
        YamlNode at = step.node().at("lookupValue");
        Expression value = scope.withExpression(at, null);
        Map<String, JsonPathExpression> outputs = new LinkedHashMap<>();
        for (String output : step.outputParameters()) {
            if (output.startsWith("$")) {
                JsonPathExpression path = scope.compile(output, step.node().at("outputParameters"));
                if (path != null) {
                    outputs.put(lastSegment(output), path);
                }
            } else {
                outputs.put(output, JsonPathExpression.ofName(output));
            }
        }
        if (outputs.isEmpty()) {
            problems.add(missing(step, stepName, "outputParameters", "outputParameters: the fields to keep of a row"));
        }
        LinkedStep linked = new LinkedStep.LookupStep(
                index,
                step,
                stepName,
                unit.steps().takeUses(),
                rows,
                step.match(),
                value,
                Collections.unmodifiableMap(outputs));
        return () -> linked;
    }

    /** What the last of its names or functions is called; indexes, wildcards and filters have no name. */
    private static String lastSegment(String path) {
        Matcher segment = SEGMENT.matcher(path);
        String last = path;
        while (segment.find()) {
            String quoted = segment.group(1);
            String dotted = segment.group(2);
            last = quoted != null ? quoted : dotted != null ? dotted : last;
        }
        return last;
    }

    // Scripts

    private @Nullable ScriptDraft script(int index, Step step, String stepName) {
        LinkedStep.LinkedScript script = new ScriptLinker(context, name).link(step, stepName, problems);
        if (script == null) {
            return null;
        }
        UnitScope scope = new UnitScope(unit, problems);
        Map<String, Expression> with = new LinkedHashMap<>();
        step.with().forEach((key, value) -> with.put(key, scope.withExpression(value, null)));
        Map<String, Expression> results = unit.steps().results();
        return new ScriptDraft(index, step, stepName, unit.steps().takeUses(), script, results, with);
    }

    /** A script sees all arguments, also those that later steps make known. */
    private final class ScriptDraft implements Draft {
        private final int index;
        private final Step step;
        private final String stepName;
        private final Set<Integer> uses;
        private final LinkedStep.LinkedScript script;
        private final Map<String, Expression> results;
        private final Map<String, Expression> with;
        private Map<String, Expression> visible = Map.of();

        ScriptDraft(
                int index,
                Step step,
                String stepName,
                Set<Integer> uses,
                LinkedStep.LinkedScript script,
                Map<String, Expression> results,
                Map<String, Expression> with) {
            this.index = index;
            this.step = step;
            this.stepName = stepName;
            this.uses = uses;
            this.script = script;
            this.results = results;
            this.with = with;
        }

        void close() {
            Map<String, Expression> all = new LinkedHashMap<>(unit.arguments().all());
            all.putAll(results);
            all.putAll(with);
            visible = Collections.unmodifiableMap(all);
        }

        @Override
        public LinkedStep finish() {
            return new LinkedStep.ScriptStep(index, step, stepName, uses, script, visible);
        }
    }

    // What the reply is made from

    private Expression result(
            List<Step> steps,
            List<StepMapping> mappings,
            List<OutputParameter> outputs,
            MappingLinker.@Nullable SoleCall soleCall) {
        int last = steps.size() - 1;
        if (!mappings.isEmpty()) {
            return new MappingLinker(context.findings(), unit, problems).link(mappings, outputs, soleCall);
        }
        if (!OrchestratedOutputs.areNamed(outputs)) {
            unit.steps().use(last);
            return new Expression.StepValue(last);
        }
        Map<String, Expression> members = new LinkedHashMap<>();
        for (OutputParameter output : outputs) {
            String member = String.valueOf(output.name());
            Integer step = unit.steps().find(member);
            if (step != null) {
                members.put(member, new Expression.StepValue(step));
            } else {
                unit.steps().use(last);
                Expression value = new Expression.StepValue(last);
                boolean isWhole = outputs.size() == 1 && "array".equals(output.type());
                members.put(
                        member, isWhole ? value : new Expression.PathInto(value, JsonPathExpression.ofName(member)));
            }
        }
        return new Expression.ObjectOf(Collections.unmodifiableMap(members));
    }

    /** The shape of the reply; once the steps are linked. */
    OutputShape reply(List<OutputParameter> outputs, OutputLinker mapped) {
        return OrchestratedOutputs.areNamed(outputs) ? OrchestratedOutputs.shape(outputs) : mapped.reply(outputs);
    }

    private Diagnostic missing(Step step, String stepName, String key, String write) {
        return context.findings()
                .error(
                        "step-incomplete",
                        step.node(),
                        "the step \"" + stepName + "\" of \"" + name + "\" has no " + key + "; write " + write);
    }
}
