package dev.capstan.linter.rules;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedAdapter;

/** No two routes match one request crosswise. */
final class RouteOverlap implements Rule {
    @Override
    public String id() {
        return "route-overlap";
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public void check(RuleInput input, RuleReport report) {
        for (LinkedAdapter adapter : input.linked().adapters()) {
            if (adapter instanceof LinkedAdapter.Rest rest) {
                for (RouteCrossings.Crossing crossing : RouteCrossings.of(rest.routes())) {
                    report.found(
                            crossing.loser().unit().declaration().node(),
                            "a request such as " + crossing.loser().method() + " " + crossing.example()
                                    + " matches this route and also "
                                    + crossing.winner().path()
                                    + ", which wins: its literal segment stands further left");
                }
            }
        }
    }
}
