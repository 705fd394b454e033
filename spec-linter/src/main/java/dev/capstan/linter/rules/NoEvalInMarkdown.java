package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlScalar;

/** No text that is shown holds a call of eval. */
final class NoEvalInMarkdown implements Rule {
    @Override
    public String id() {
        return "naftiko-no-eval-in-markdown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (YamlScalar text : input.shownTexts()) {
            if (ShownTexts.holds(text.text(), "eval(")) {
                report.found(text, "this text holds a call of eval, which a page that shows it may run; remove it");
            }
        }
    }
}
