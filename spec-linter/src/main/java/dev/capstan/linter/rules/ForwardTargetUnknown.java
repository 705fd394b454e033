package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.Forward;
import dev.capstan.document.model.RestExpose;
import java.util.LinkedHashSet;
import java.util.Set;

/** A forward goes to an API that is consumed. */
final class ForwardTargetUnknown implements Rule {
    @Override
    public String id() {
        return "forward-target-unknown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Set<String> namespaces = new LinkedHashSet<>();
        input.linked().apis().stream().map(LinkedApi::namespace).forEach(namespaces::add);
        for (RestExpose rest : input.restServers()) {
            for (ExposedResource resource : rest.resources()) {
                Forward forward = resource.forward();
                String target = forward == null ? null : forward.targetNamespace();
                if (forward != null && target != null && !namespaces.contains(target)) {
                    References.unknown(
                            forward.node().at("targetNamespace"), "consumed API", target, namespaces, report);
                }
            }
        }
    }
}
