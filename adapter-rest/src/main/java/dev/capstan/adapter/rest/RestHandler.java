package dev.capstan.adapter.rest;

import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.PathMatch;

/** Answers one operation's requests. Immutable. */
final class RestHandler implements ExchangeHandler {
    private final UnitPlan plan;
    private final ArgumentBinder binder;
    private final long bodyLimit;

    /**
     * A handler.
     *
     * @param bodyLimit the most bytes of a body that are kept to read fields from it
     */
    RestHandler(UnitPlan plan, ArgumentBinder binder, long bodyLimit) {
        this.plan = plan;
        this.binder = binder;
        this.bodyLimit = bodyLimit;
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        RestCall call = new RestCall(plan, binder, exchange, match);
        if (plan.readsBody()) {
            call.startWithFields(bodyLimit);
        } else {
            call.start(plan.forwardsBody());
        }
    }
}
