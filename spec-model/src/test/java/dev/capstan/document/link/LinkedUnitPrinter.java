package dev.capstan.document.link;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.BehaviourVisitor;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.CallSite;
import dev.capstan.document.linked.LinkedStep;
import dev.capstan.document.linked.LinkedStepVisitor;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes linked units down so that a person can compare them with their documents: names instead of indexes, one fact a line. */
final class LinkedUnitPrinter implements BehaviourVisitor<String>, LinkedStepVisitor<String> {
    private final LinkedUnit unit;
    private final ExpressionPrinter expressions;

    private LinkedUnitPrinter(LinkedUnit unit) {
        this.unit = unit;
        List<LinkedStep> steps = unit.behaviour() instanceof Behaviour.Steps behaviour ? behaviour.steps() : List.of();
        this.expressions = new ExpressionPrinter(
                unit.arguments().stream().map(Argument::name).toList(),
                steps.stream().map(LinkedStep::name).toList());
    }

    static String print(LinkedUnit unit) {
        LinkedUnitPrinter printer = new LinkedUnitPrinter(unit);
        StringJoiner lines = new StringJoiner("\n");
        lines.add(unit.name());
        unit.arguments().forEach(argument -> lines.add("  takes " + printer.argument(argument)));
        String behaviour = unit.behaviour().accept(printer);
        lines.add(behaviour.indent(2).stripTrailing());
        lines.add("  replies " + unit.reply().accept(new ShapePrinter(printer.expressions)));
        for (Diagnostic problem : unit.problems()) {
            lines.add("  dead: " + problem.rule());
        }
        return lines.toString();
    }

    private String argument(Argument argument) {
        StringBuilder text = new StringBuilder(argument.name()).append(": ");
        text.append(argument.type() == null ? "any" : argument.type());
        text.append(" in ").append(argument.source().place());
        if (argument.source() instanceof ArgumentSource.InHeader header
                && !header.names().contains(argument.name())) {
            text.append(' ').append(header.names());
        }
        text.append(argument.required() ? ", required" : "");
        text.append(argument.pattern() == null ? "" : ", pattern");
        text.append(argument.defaultValue() == null ? "" : ", default " + argument.defaultValue());
        return text.toString();
    }

    private String call(CallSite site) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("calls " + site.operation().method() + " "
                + site.operation().path().text());
        for (OperationInput input : site.operation().inputs()) {
            Expression fed = site.inputs().get(input.index());
            String place = input.place().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            lines.add("  " + place + " " + input.name() + " = " + (fed == null ? "nothing" : fed.accept(expressions)));
        }
        String body = body(site.operation().body(), site.body());
        return body == null ? lines.toString() : lines.add("  body " + body).toString();
    }

    private @Nullable String body(BodyShape shape, @Nullable Expression template) {
        if (shape instanceof BodyShape.Members members) {
            return "object of "
                    + members.inputs().stream().map(OperationInput::name).collect(Collectors.joining(", "));
        }
        if (shape instanceof BodyShape.Whole whole) {
            return "is " + whole.input().name() + (whole.member() == null ? "" : ", or {" + whole.member() + ": it}");
        }
        if (shape instanceof BodyShape.Template made && template != null) {
            String kind = made.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return kind + " as " + made.mediaType() + ": " + template.accept(expressions);
        }
        return null;
    }

    @Override
    public String visitMock(Behaviour.Mock mock) {
        return "answers by itself";
    }

    @Override
    public String visitCall(Behaviour.Call call) {
        return call(call.site());
    }

    @Override
    public String visitSteps(Behaviour.Steps steps) {
        StringJoiner lines = new StringJoiner("\n");
        steps.steps().forEach(step -> lines.add(step.accept(this)));
        return lines.add("results in " + steps.result().accept(expressions)).toString();
    }

    @Override
    public String visitForward(Behaviour.Forward forward) {
        return "forwards to " + forward.target() + " with " + forward.trustedHeaders();
    }

    @Override
    public String visitStaticFiles(Behaviour.StaticFiles files) {
        return "hands out files";
    }

    @Override
    public String visitUnlinked(Behaviour.Unlinked unlinked) {
        return "does nothing";
    }

    @Override
    public String visitCall(LinkedStep.CallStep step) {
        return "step " + step.name() + (step.uses().isEmpty() ? "" : " after " + names(step)) + "\n"
                + call(step.site()).indent(2).stripTrailing();
    }

    @Override
    public String visitLookup(LinkedStep.LookupStep step) {
        return "step " + step.name() + " after " + names(step) + "\n  looks for " + step.match() + " = "
                + step.value().accept(expressions) + ", keeps "
                + String.join(", ", step.outputs().keySet());
    }

    @Override
    public String visitScript(LinkedStep.ScriptStep step) {
        return "step " + step.name() + "\n  runs " + step.script().language();
    }

    private String names(LinkedStep step) {
        return step.uses().stream().sorted().map(expressions::step).collect(Collectors.joining(", "));
    }
}
