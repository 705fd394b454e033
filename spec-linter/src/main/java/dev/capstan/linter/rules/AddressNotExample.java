package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Expose;

/** A server does not listen on an address that only stands in examples. */
final class AddressNotExample implements Rule {
    @Override
    public String id() {
        return "naftiko-address-not-example";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (Expose expose : input.document().exposes()) {
            String address = expose.address();
            if (address != null && !(expose instanceof ControlExpose) && Hosts.isExample(address)) {
                report.found(
                        expose.node().at("address"),
                        "\"" + address + "\" stands for an example; write the address to listen on, or leave it out");
            }
        }
    }
}
