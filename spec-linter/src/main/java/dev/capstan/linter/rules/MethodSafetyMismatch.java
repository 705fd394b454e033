package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedOperation;
import java.util.Set;

/** What looks safe to a caller calls nothing unsafe. */
final class MethodSafetyMismatch implements Rule {
    /** RFC 9110, section 9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

    @Override
    public String id() {
        return "method-safety-mismatch";
    }

    @Override
    public Severity severity() {
        return Severity.WARN;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (LinkedAdapter adapter : input.linked().adapters()) {
            if (adapter instanceof LinkedAdapter.Rest rest) {
                for (LinkedAdapter.RestRoute route : rest.routes()) {
                    LinkedOperation operation = route.unit().operation();
                    if (operation != null && disagree(route.method(), operation.method())) {
                        report.found(
                                route.unit().declaration().node().at("method"),
                                route.method() + " is exposed, but " + operation.reference() + " is "
                                        + operation.method() + ", and only one of the two is safe to repeat unasked");
                    }
                }
            }
        }
    }

    /** Whether of two methods one is safe and the other one is not; of what is no method nothing is known. */
    private static boolean disagree(String one, String other) {
        return SAFE.contains(one) && UNSAFE.contains(other) || UNSAFE.contains(one) && SAFE.contains(other);
    }
}
