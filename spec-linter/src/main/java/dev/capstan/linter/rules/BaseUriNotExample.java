package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ConsumesHttp;

/** A base URI names a real host. */
final class BaseUriNotExample implements Rule {
    @Override
    public String id() {
        return "naftiko-baseuri-not-example";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (ConsumesHttp api : input.apis()) {
            String host = api.baseUri() == null ? null : Hosts.hostOf(api.baseUri());
            if (host != null && Hosts.isExample(host)) {
                report.found(
                        api.node().at("baseUri"), "\"" + host + "\" stands for an example; write the API's own host");
            }
        }
    }
}
