package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.Expose;

/** Access tokens come from a server that is reached encrypted. */
final class OAuth2HttpsAuthserver implements Rule {
    @Override
    public String id() {
        return "naftiko-oauth2-https-authserver";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (Expose expose : input.document().exposes()) {
            Authentication authentication = expose.authentication();
            Authentication.OAuth2 oauth2 = authentication == null ? null : authentication.oauth2();
            if (authentication != null && oauth2 != null && Hosts.isCleartext(oauth2.authorizationServerUri())) {
                report.found(
                        authentication.node().at("authorizationServerUri"),
                        "the authorization server must be reached over https: its tokens open this server");
            }
        }
    }
}
