package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.model.ExposedResource;
import dev.capstan.document.model.RestExpose;

/** The path of an exposed resource ends without a slash. */
final class RestResourcePathNoTrailingSlash implements Rule {
    @Override
    public String id() {
        return "naftiko-rest-resource-path-no-trailing-slash";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (RestExpose rest : input.restServers()) {
            for (ExposedResource resource : rest.resources()) {
                String path = resource.path();
                if (path != null && path.length() > 1 && path.endsWith("/")) {
                    String shorter = path.replaceFirst("/+$", "");
                    String written = shorter.isEmpty() ? "/" : shorter;
                    report.found(resource.node().at("path"), "the path ends with a slash; write " + written, written);
                }
            }
        }
    }
}
