package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Step;
import dev.capstan.document.yaml.YamlMapping;

/** A script step says its language and place, or the control server does. */
final class ScriptDefaultsRequired implements Rule {
    @Override
    public String id() {
        return "naftiko-script-defaults-required";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        boolean language = false;
        boolean location = false;
        for (ControlExpose control : input.controlServers()) {
            YamlMapping scripting =
                    control.management() == null ? null : control.management().mapping("scripting");
            language |= scripting != null && scripting.has("defaultLanguage");
            location |= scripting != null && scripting.has("defaultLocation");
        }
        for (CallableUnit unit : input.units()) {
            for (Step step : unit.steps()) {
                if ("script".equals(step.type())) {
                    require(step, "language", language || step.language() != null, report);
                    require(step, "location", location || step.location() != null, report);
                }
            }
        }
    }

    private static void require(Step step, String key, boolean known, RuleReport report) {
        if (!known) {
            String name = "default" + Character.toUpperCase(key.charAt(0)) + key.substring(1);
            report.found(
                    step.node().at("name"),
                    "the step has no " + key + "; add it, or management.scripting." + name + " on a control server");
        }
    }
}
