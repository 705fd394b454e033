package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ConsumedResource;
import dev.capstan.document.model.ConsumesHttp;

/** The path of a consumed resource holds no query. */
final class ConsumedResourceNoQueryInPath implements Rule {
    @Override
    public String id() {
        return "naftiko-consumed-resource-no-query-in-path";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (ConsumesHttp api : input.apis()) {
            for (ConsumedResource resource : api.resources()) {
                if (resource.path() != null && Paths.hasQuery(resource.path())) {
                    report.found(
                            resource.node().at("path"),
                            "the path holds a query; declare its parameters as inputParameters with in: query");
                }
            }
        }
    }
}
