package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ConsumesHttp;

/** Credentials are not sent unencrypted. */
final class CleartextCredentials implements Rule {
    @Override
    public String id() {
        return "cleartext-credentials";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (ConsumesHttp api : input.apis()) {
            String baseUri = api.baseUri();
            if (api.authentication() == null || baseUri == null || !Hosts.isCleartext(baseUri)) {
                continue;
            }
            String host = Hosts.hostOf(baseUri);
            if (host != null && !Hosts.isLoopback(host) && !host.contains("{")) {
                report.found(
                        api.node().at("baseUri"),
                        "the credentials for "
                                + (api.namespace() == null ? "this API" : "\"" + api.namespace() + "\"")
                                + " would be sent unencrypted; write https",
                        "https" + baseUri.substring("http".length()));
            }
        }
    }
}
