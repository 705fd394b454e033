package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.linked.ControlSwitches;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.Expose;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the switches of control ports. What is switched on and exists nowhere is an error that leaves the rest serving. */
public final class ControlLinker {
    private final Findings findings;
    private final Document document;

    /** A linker of that document's control servers. */
    public ControlLinker(Findings findings, Document document) {
        this.findings = findings;
        this.document = document;
    }

    /** Links one; {@code problems} say what stands against it already. */
    public LinkedAdapter link(
            ControlExpose expose,
            String namespace,
            @Nullable InboundCredentials credentials,
            List<Diagnostic> problems) {
        checkAlone(expose, problems);
        List<Diagnostic> leftOut = new ArrayList<>();
        YamlMapping management = expose.management();
        YamlMapping observability = expose.observability();
        if (management != null) {
            missingManagement(management, leftOut);
        }
        if (observability != null && !isOff(observability, "enabled")) {
            missingObservability(observability, leftOut);
        }
        YamlMapping scripting = management == null ? null : management.mapping("scripting");
        ControlSwitches switches = new ControlSwitches(
                management == null || !isOff(management, "health"),
                management != null && isOn(management, "info"),
                management != null && isOn(management, "validate"),
                management != null && isOn(management, "reload"),
                observability == null || countsCalls(observability),
                scripting != null && !isOff(scripting, "enabled"));
        return new LinkedAdapter.Control(
                expose, namespace, credentials, switches, List.copyOf(leftOut), List.copyOf(problems));
    }

    /** Callers of the document must not reach its control port. */
    private void checkAlone(ControlExpose expose, List<Diagnostic> problems) {
        for (Expose other : document.exposes()) {
            if (other == expose) {
                break;
            }
            if (other instanceof ControlExpose) {
                problems.add(findings.error(
                        "naftiko-control-port-singleton-and-unique",
                        expose.node().at("type"),
                        "there is already a control server on line "
                                + other.node().range().line() + "; remove one of them"));
                return;
            }
        }
        for (Expose other : document.exposes()) {
            if (!(other instanceof ControlExpose)
                    && expose.port() != null
                    && expose.port().equals(other.port())) {
                problems.add(findings.error(
                        "naftiko-control-port-singleton-and-unique",
                        expose.node().at("port"),
                        "the port " + expose.port() + " is also that of \"" + other.namespace()
                                + "\"; give the control server its own"));
                return;
            }
        }
    }

    private static boolean countsCalls(YamlMapping observability) {
        YamlMapping metrics = observability.mapping("metrics");
        YamlMapping local = metrics == null ? null : metrics.mapping("local");
        return !isOff(observability, "enabled") && (local == null || !isOff(local, "enabled"));
    }

    private void missingManagement(YamlMapping management, List<Diagnostic> leftOut) {
        YamlMapping logs = management.mapping("logs");
        boolean hasLogs =
                logs == null ? isOn(management, "logs") : !isOff(logs, "level-control") || isOn(logs, "stream");
        if (hasLogs) {
            missing(management.at("logs"), "management.logs", "serves logs", leftOut);
        }
    }

    private void missingObservability(YamlMapping observability, List<Diagnostic> leftOut) {
        YamlMapping traces = observability.mapping("traces");
        YamlMapping localTraces = traces == null ? null : traces.mapping("local");
        if (localTraces != null && isOn(localTraces, "enabled")) {
            missing(localTraces.at("enabled"), "observability.traces", "keeps traces", leftOut);
        }
        if (traces != null && "b3".equals(traces.text("propagation"))) {
            missing(traces.at("propagation"), "observability.traces.propagation: b3", "hands on B3 fields", leftOut);
        }
        YamlMapping exporters = observability.mapping("exporters");
        if (exporters != null && exporters.has("otlp")) {
            missing(exporters.at("otlp"), "observability.exporters.otlp", "exports telemetry", leftOut);
        }
    }

    private void missing(YamlNode at, String name, String what, List<Diagnostic> leftOut) {
        leftOut.add(findings.error(
                "control-switch-not-built",
                at,
                "the control server is to have " + name + ", and nothing here " + what
                        + ": it serves without; remove the switch"));
    }

    private static boolean isOn(YamlMapping node, String name) {
        return "true".equals(node.text(name));
    }

    private static boolean isOff(YamlMapping node, String name) {
        return "false".equals(node.text(name));
    }
}
