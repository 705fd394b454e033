package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import java.util.Set;

/** Finds who answers a request, and answers where nobody does. Safe for any thread. */
final class RequestDispatcher {
    private final Listener listener;
    private final RequestGuard guard;

    RequestDispatcher(Listener listener) {
        this.listener = listener;
        this.guard = new RequestGuard(listener.configuration(), listener.hosts());
    }

    RequestGuard guard() {
        return guard;
    }

    void dispatch(Exchange exchange) {
        String rawPath = exchange.rawPath();
        if (rawPath.equals("*")) {
            // RFC 9110, section 9.3.7: a ping.
            exchange.reply(exchange.method().equals("OPTIONS") ? 204 : 400).send(Body.empty());
            return;
        }
        RequestPath path = RequestPath.parse(rawPath);
        if (path == null) {
            exchange.fail(Problem.of(
                    400, "malformed-request", "the path has a malformed percent-escape; text has to be UTF-8"));
            return;
        }
        RouteSearch search = listener.routes().find(exchange.method(), path);
        Route route = search.route();
        if (route == null) {
            answerUnrouted(exchange, search.allowed());
        } else {
            handle(exchange, route, search);
        }
    }

    private static void handle(Exchange exchange, Route route, RouteSearch match) {
        try {
            route.handler().handle(exchange, match);
        } catch (CallFailedException e) {
            exchange.fail(e.failure());
        } catch (Throwable e) {
            exchange.failUnexpectedly(e);
        }
    }

    private static void answerUnrouted(Exchange exchange, Set<String> allowed) {
        if (allowed.isEmpty()) {
            exchange.fail(Problem.of(404, "unknown-path", "nothing is served at this path"));
            return;
        }
        String methods = String.join(", ", allowed);
        if (exchange.method().equals("OPTIONS")) {
            exchange.reply(204).header("allow", methods).send(Body.empty());
            return;
        }
        exchange.methodNotAllowed(methods);
    }
}
