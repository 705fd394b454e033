package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Bind;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.Expose;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No two consumed APIs, servers or sets of variables have one name. */
final class NamespacesUnique implements Rule {
    @Override
    public String id() {
        return "naftiko-namespaces-unique";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Map<String, YamlNode> seen = new HashMap<>();
        for (Consumes consumes : input.document().allConsumes()) {
            note(consumes.namespace(), consumes.node(), seen, report);
        }
        for (Expose expose : input.document().exposes()) {
            note(expose.namespace(), expose.node(), seen, report);
        }
        for (Bind bind : input.document().allBinds()) {
            note(bind.namespace(), bind.node(), seen, report);
        }
    }

    private static void note(
            @Nullable String namespace, YamlMapping node, Map<String, YamlNode> seen, RuleReport report) {
        if (namespace == null) {
            return;
        }
        YamlNode earlier = seen.putIfAbsent(namespace, node);
        if (earlier != null) {
            report.found(
                    node.at(node.has("namespace") ? "namespace" : node.has("as") ? "as" : "import"),
                    "the namespace \"" + namespace + "\" is already used on line "
                            + earlier.range().line() + "; give each consumed API, server and bind its own");
        }
    }
}
