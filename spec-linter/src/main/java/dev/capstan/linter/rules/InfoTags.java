package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Info;

/** A document has tags. */
final class InfoTags implements Rule {
    @Override
    public String id() {
        return "naftiko-info-tags";
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Info info = input.document().info();
        if (info != null && info.tags().isEmpty()) {
            report.absent(
                    info.node(),
                    "tags",
                    info.node().at("tags"),
                    "info has no tags; add some words to find the document by");
        }
    }
}
