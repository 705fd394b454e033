package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlScalar;

/** No text that is shown holds a script. */
final class NoScriptTagsInMarkdown implements Rule {
    @Override
    public String id() {
        return "naftiko-no-script-tags-in-markdown";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (YamlScalar text : input.shownTexts()) {
            if (ShownTexts.holds(text.text(), "<script")) {
                report.found(text, "this text holds a script tag, which a page that shows it may run; remove it");
            }
        }
    }
}
