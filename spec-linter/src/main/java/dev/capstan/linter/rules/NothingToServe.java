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
        boolean units = false;
        for (LinkedAdapter adapter : input.linked().adapters()) {
            units |= !adapter.units().isEmpty();
        }
        // Where something else stands against serving, that is what there is to say.
        if (!units && input.linked().diagnostics().stream().noneMatch(Diagnostic::isError)) {
            report.found(
                    capability.node().at("exposes"),
                    "the capability offers no operation and no tool; write one under exposes");
        }
    }
}
