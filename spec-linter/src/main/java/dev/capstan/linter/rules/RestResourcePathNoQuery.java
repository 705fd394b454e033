package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.RestExpose;

/** The path of an exposed resource holds no query. */
final class RestResourcePathNoQuery implements Rule {
    @Override
    public String id() {
        return "naftiko-rest-resource-path-no-query";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (RestExpose rest : input.restServers()) {
            for (ExposedResource resource : rest.resources()) {
                if (resource.path() != null && Paths.hasQuery(resource.path())) {
                    report.found(
                            resource.node().at("path"),
                            "the path holds a query; declare its parameters as inputParameters with in: query");
                }
            }
        }
    }
}
