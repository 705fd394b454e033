package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.model.Capability;

/** A capability offers something. */
final class NothingToServe implements Rule {
    @Override
    public String id() {
        return "nothing-to-serve";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        Capability capability = input.document().capability();
        if (capability == null) {
            return;
        }
        boolean offers = false;
        for (LinkedAdapter adapter : input.linked().adapters()) {
            offers |= !adapter.units().isEmpty() || adapter.servesWithoutUnits();
        }
        // Where something else stands against serving, that is what there is to say.
        if (!offers && input.linked().diagnostics().stream().noneMatch(Diagnostic::isError)) {
            report.found(
                    capability.node().at("exposes"),
                    "the capability offers neither operations, tools nor skills, and no control server; write one under"
                            + " exposes");
        }
    }
}
