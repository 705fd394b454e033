package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ControlExpose;

/** A control server listens on the local machine only. */
final class ControlAddressLocalhostWarning implements Rule {
    @Override
    public String id() {
        return "naftiko-control-address-localhost-warning";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (ControlExpose control : input.controlServers()) {
            String address = control.address();
            if (address != null && !Hosts.isLoopback(address)) {
                report.found(
                        control.node().at("address"),
                        "management endpoints are reachable at \"" + address + "\"; write localhost",
                        "localhost");
            }
        }
    }
}
