package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ExposedOperation;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.RestExpose;

/** An exposed operation says what it does. */
final class RestOperationDescription implements Rule {
    @Override
    public String id() {
        return "naftiko-rest-operation-description";
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (RestExpose rest : input.restServers()) {
            for (ExposedResource resource : rest.resources()) {
                for (ExposedOperation operation : resource.operations()) {
                    if (!operation.node().has("ref") && Texts.isBlank(operation.description())) {
                        report.absent(
                                operation.node(),
                                "description",
                                operation.node().at("method"),
                                operation.method() + (resource.path() == null ? "" : " " + resource.path())
                                        + " has no description; say what it does");
                    }
                }
            }
        }
    }
}
