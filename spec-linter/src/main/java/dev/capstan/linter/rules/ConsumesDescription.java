package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ConsumesImport;

/** A consumed API says what it is for. */
final class ConsumesDescription implements Rule {
    @Override
    public String id() {
        return "naftiko-consumes-description";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (Consumes consumes : input.document().allConsumes()) {
            String description = consumes instanceof ConsumesHttp api
                    ? api.description()
                    : consumes instanceof ConsumesImport imported ? imported.description() : "";
            boolean known = consumes instanceof ConsumesHttp || consumes instanceof ConsumesImport;
            if (known && Texts.isBlank(description)) {
                report.absent(
                        consumes.node(),
                        "description",
                        consumes.node().at(consumes.node().has("namespace") ? "namespace" : "import"),
                        (consumes.namespace() == null ? "this API" : "\"" + consumes.namespace() + "\"")
                                + " has no description; say what the API is for");
            }
        }
    }
}
