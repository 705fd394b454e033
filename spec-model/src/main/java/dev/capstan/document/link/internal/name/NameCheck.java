package dev.capstan.document.link.internal.name;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Compares the names that a unit declares with those that it uses: a name that is used and not declared beside one that is
 * declared and not used is a misspelling, and an argument that nothing takes is lost.
 */
public record NameCheck(Findings findings, String unit, ArgumentCollector arguments, Surface surface) {
    private static final String RULE = "template-unknown-name";
    private static final Pattern OF_RESOURCE =
            Pattern.compile("/capability/exposes/\\d+/resources/\\d+/inputParameters/\\d+");

    /**
     * Reports what does not fit.
     *
     * @param writes whether the unit may change something upstream
     * @param problems takes what makes the unit dead
     */
    public void check(Behaviour behaviour, boolean writes, List<Diagnostic> problems) {
        if (!arguments.declares() || behaviour instanceof Behaviour.Mock) {
            return;
        }
        List<Argument> idle = new ArrayList<>(arguments.idle());
        if (forwardsBody(behaviour)) {
            idle.removeIf(argument -> argument.source() instanceof ArgumentSource.InBody
                    || argument.source() instanceof ArgumentSource.WholeBody);
        }
        Map<String, YamlNode> unmatched = new LinkedHashMap<>();
        arguments.undeclared().forEach((name, use) -> {
            String nearest = NearestName.among(name, names(idle));
            if (nearest != null) {
                idle.removeIf(argument -> argument.name().equals(nearest));
                problems.add(findings.error(
                        RULE,
                        use,
                        "\"" + name + "\" names no argument of \"" + unit + "\", step or variable; did you mean \""
                                + nearest + "\"?",
                        nearest));
            } else if (surface == Surface.TOOLS) {
                List<String> declared = arguments.all().stream()
                        .map(Argument::name)
                        .filter(known -> !known.equals(name))
                        .toList();
                if (declared.size() == arguments.all().size()) {
                    if (isOfOperation(use)) {
                        unmatched.put(name, use);
                    } else {
                        problems.add(findings.error(RULE, use, unknown(name, declared)));
                    }
                }
            } else {
                unmatched.put(name, use);
            }
        });
        if (writes && idle.size() == 1 && unmatched.size() == 1 && !mayBeLost(idle.get(0))) {
            String name = unmatched.keySet().iterator().next();
            YamlNode use = unmatched.values().iterator().next();
            unmatched.clear();
            String meant = idle.remove(0).name();
            problems.add(findings.error(
                    RULE,
                    use,
                    "\"" + name + "\" names no argument that \"" + unit
                            + "\" declares, step or variable, and nothing takes its argument \"" + meant
                            + "\"; did you mean it?",
                    meant));
        }
        if (surface == Surface.TOOLS) {
            // Operations are shared: a unit need not offer all that their templates could send.
            unmatched.forEach((name, use) ->
                    findings.warn(RULE, use, unknown(name, names(arguments.all())) + ". It is absent there"));
        }
        for (Argument argument : idle) {
            String message = "nothing takes the argument \"" + argument.name() + "\" of \"" + unit
                    + "\": what callers give for it is lost. Pass it on under with, or remove it";
            if (writes && !mayBeLost(argument)) {
                problems.add(findings.error("argument-unused", place(argument), message));
            } else {
                findings.warn("argument-unused", place(argument), message);
            }
        }
    }

    private String unknown(String name, List<String> declared) {
        return "\"" + name + "\" names no argument of \"" + unit + "\", step or variable; it declares "
                + String.join(", ", declared);
    }

    private static List<String> names(List<Argument> arguments) {
        return arguments.stream().map(Argument::name).toList();
    }

    private static boolean isOfOperation(YamlNode use) {
        String pointer = use.pointer();
        return pointer.startsWith("/capability/consumes/") || pointer.startsWith("/consumes/");
    }

    /** Whether callers can do without it, or it is declared once for all operations of a resource, of which some have no use for it. */
    private boolean mayBeLost(Argument argument) {
        return surface == Surface.TOOLS
                ? !argument.required()
                : !(argument.source() instanceof ArgumentSource.InPath)
                        && OF_RESOURCE.matcher(argument.node().pointer()).matches();
    }

    /** Whether the caller's body goes upstream whole, with whatever fields it has. */
    private boolean forwardsBody(Behaviour behaviour) {
        return behaviour instanceof Behaviour.Call call
                && call.site().operation().body() instanceof BodyShape.Whole whole
                && call.site().inputs().get(whole.input().index()) instanceof Expression.ArgumentValue fed
                && arguments.all().get(fed.index()).source() instanceof ArgumentSource.WholeBody;
    }

    private static YamlNode place(Argument argument) {
        return argument.node() instanceof YamlMapping declared ? declared.at("name") : argument.node();
    }
}
