package dev.capstan.adapter.rest;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.ForwardCall;
import dev.capstan.engine.plan.ForwardPlan;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.HttpResponseWriter;
import dev.capstan.transport.PathMatch;
import dev.capstan.transport.Route;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes the requests of one resource on, and streams their responses back. Immutable. */
final class ForwardHandler implements ExchangeHandler {
    private static final Set<String> REFUSED_METHODS = Set.of("CONNECT", "TRACE");

    private final ForwardPlan plan;

    private ForwardHandler(ForwardPlan plan) {
        this.plan = plan;
    }

    /** The route of a forward: its last placeholder takes the rest of a request's path. */
    static Route route(ForwardPlan plan, PathTemplate path, String place) {
        int last = path.segments().size() - 1;
        boolean takesRest = path.segments().get(last).solePlaceholder() != null;
        return new Route(null, path, new ForwardHandler(plan), false, takesRest, place);
    }

    @Override
    public void handle(HttpExchange exchange, PathMatch match) {
        if (REFUSED_METHODS.contains(exchange.method())) {
            exchange.fail(405, "method-not-allowed", exchange.method() + " requests are not forwarded");
            return;
        }
        Forwarding forwarding = new Forwarding(exchange);
        exchange.onClientGone(forwarding);
        PendingCall pending = plan.forward(
                new ForwardCall(
                        exchange.eventLoop(),
                        exchange.callContext(),
                        exchange.method(),
                        match.rest(),
                        exchange.rawQuery(),
                        exchange.headers(),
                        exchange.takeBody()),
                forwarding);
        forwarding.started(pending);
    }

    /** One request on its way. On its event loop. */
    private static final class Forwarding implements ReplyListener, Runnable {
        private final HttpExchange exchange;
        private @Nullable PendingCall pending;
        private boolean ended;

        Forwarding(HttpExchange exchange) {
            this.exchange = exchange;
        }

        void started(PendingCall call) {
            if (!ended) {
                pending = call;
            }
        }

        @Override
        public void onReply(Reply reply) {
            ended = true;
            pending = null;
            UpstreamResponse response = ((Reply.Identity) reply).response();
            boolean isHandedOver = false;
            try {
                HttpResponseWriter writer = exchange.reply(response.status());
                PassedFields.copy(response.headers(), writer);
                isHandedOver = true;
                writer.send(response.body());
            } catch (RuntimeException e) {
                exchange.failUnexpectedly(e);
            } finally {
                if (!isHandedOver) {
                    response.body().discard();
                }
            }
        }

        @Override
        public void onFailure(CallFailure failure) {
            ended = true;
            pending = null;
            exchange.fail(failure);
        }

        /** Nobody waits for the response any more. */
        @Override
        public void run() {
            if (pending != null) {
                pending.cancel();
            }
        }
    }
}
