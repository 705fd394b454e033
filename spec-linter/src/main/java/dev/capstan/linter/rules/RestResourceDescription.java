package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.RestExpose;

/** An exposed resource says what it is. */
final class RestResourceDescription implements Rule {
    @Override
    public String id() {
        return "naftiko-rest-resource-description";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (RestExpose rest : input.restServers()) {
            for (ExposedResource resource : rest.resources()) {
                if (resource.path() != null && Texts.isBlank(resource.description())) {
                    report.absent(
                            resource.node(),
                            "description",
                            resource.node().at("path"),
                            "the resource " + resource.path() + " has no description; say what it is");
                }
            }
        }
    }
}
