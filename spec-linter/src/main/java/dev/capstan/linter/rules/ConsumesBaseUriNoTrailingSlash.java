package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ConsumesHttp;

/** A base URI ends without a slash. */
final class ConsumesBaseUriNoTrailingSlash implements Rule {
    @Override
    public String id() {
        return "naftiko-consumes-baseuri-no-trailing-slash";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (ConsumesHttp api : input.apis()) {
            String baseUri = api.baseUri();
            if (baseUri != null && baseUri.length() > 1 && baseUri.endsWith("/")) {
                String shorter = baseUri.replaceFirst("/+$", "");
                report.found(api.node().at("baseUri"), "the base URI ends with a slash; write " + shorter, shorter);
            }
        }
    }
}
