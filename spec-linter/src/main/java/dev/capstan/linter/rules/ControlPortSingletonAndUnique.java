package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Expose;
import java.util.List;

/** There is one control server at most, on a port of its own. */
final class ControlPortSingletonAndUnique implements Rule {
    @Override
    public String id() {
        return "naftiko-control-port-singleton-and-unique";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        List<ControlExpose> controls = input.controlServers();
        for (int i = 1; i < controls.size(); i++) {
            report.found(
                    controls.get(i).node().at("type"),
                    "there is already a control server on line "
                            + controls.get(0).node().range().line() + "; remove one of them");
        }
        for (ControlExpose control : controls) {
            for (Expose other : input.document().exposes()) {
                if (!(other instanceof ControlExpose)
                        && control.port() != null
                        && control.port().equals(other.port())) {
                    report.found(
                            control.node().at("port"),
                            "the port " + control.port() + " is also that of \"" + other.namespace()
                                    + "\"; give the control server its own");
                    break;
                }
            }
        }
    }
}
