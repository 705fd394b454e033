package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.Expose;

/** The resource of access tokens is an encrypted one. */
final class OAuth2ResourceHttps implements Rule {
    @Override
    public String id() {
        return "naftiko-oauth2-resource-https";
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
            if (authentication != null && oauth2 != null && Hosts.isCleartext(oauth2.resource())) {
                report.found(
                        authentication.node().at("resource"),
                        "the resource should be an https URI: tokens for it are sent with each request");
            }
        }
    }
}
