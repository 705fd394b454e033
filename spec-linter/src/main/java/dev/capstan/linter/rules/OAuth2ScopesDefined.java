package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.Expose;

/** A server that takes access tokens says which scopes they need. */
final class OAuth2ScopesDefined implements Rule {
    @Override
    public String id() {
        return "naftiko-oauth2-scopes-defined";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (Expose expose : input.document().exposes()) {
            Authentication authentication = expose.authentication();
            Authentication.OAuth2 oauth2 = authentication == null ? null : authentication.oauth2();
            if (authentication != null && oauth2 != null && oauth2.scopes().isEmpty()) {
                report.absent(
                        authentication.node(),
                        "scopes",
                        authentication.node().at(authentication.node().has("scopes") ? "scopes" : "type"),
                        "no scopes are asked for, so any token of this authorization server will do; list them");
            }
        }
    }
}
