package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.ConsumedInput;
import dev.capstan.document.model.ConsumedOperation;
import dev.capstan.document.model.ConsumedResource;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.Expose;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlScalar;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Secrets come from outside, not from the document. */
final class LiteralSecret implements Rule {
    /** A variable whose braces are wrong, which linking reports. */
    private static final Pattern VARIABLE_IN_SINGLE_BRACES = Pattern.compile("\\$?\\{\\s*[A-Za-z_][\\w.-]*\\s*}");

    @Override
    public String id() {
        return "literal-secret";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (ConsumesHttp api : input.apis()) {
            credentials(api.authentication(), report);
            inputs(api.inputParameters(), report);
            for (ConsumedResource resource : api.resources()) {
                inputs(resource.inputParameters(), report);
                for (ConsumedOperation operation : resource.operations()) {
                    inputs(operation.inputParameters(), report);
                }
            }
        }
        for (Expose expose : input.document().exposes()) {
            credentials(expose.authentication(), report);
        }
    }

    /** What stands where only a secret can stand is one, whatever it looks like. */
    private static void credentials(@Nullable Authentication authentication, RuleReport report) {
        if (authentication == null) {
            return;
        }
        YamlMapping node = authentication.node();
        for (String key : List.of("password", "token", "value")) {
            if (node.get(key) instanceof YamlScalar scalar
                    && !scalar.text().isBlank()
                    && !scalar.text().contains("{{")
                    && !VARIABLE_IN_SINGLE_BRACES.matcher(scalar.text()).matches()) {
                report.found(scalar, advice(key));
            }
        }
    }

    private static void inputs(List<ConsumedInput> inputs, RuleReport report) {
        for (ConsumedInput input : inputs) {
            if (input.value() instanceof YamlScalar scalar && SecretShapes.looksSecret(input.name(), scalar.text())) {
                report.found(scalar, advice(input.name()));
            }
        }
    }

    private static String advice(String name) {
        return "the value of \"" + name
                + "\" looks like a secret; declare a variable under binds and write {{ITS_NAME}}";
    }
}
