package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.transport.internal.routing.ListenerRoutes;
import dev.capstan.transport.internal.routing.RequestPath;
import dev.capstan.transport.internal.routing.RouteSearch;
import dev.capstan.transport.internal.routing.RouteShare;
import dev.capstan.transport.internal.routing.ServedRoute;
import java.util.Set;

/** Finds who answers a request, leads it there through the owner's filters, and answers where nobody does. */
final class RequestDispatcher {
    private RequestDispatcher() {}

    static void dispatch(NettyHttpExchange exchange, ListenerRoutes routes) {
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
        RouteSearch search = routes.find(exchange.method(), path);
        ServedRoute found = search.route();
        RouteShare share = found == null ? routes.shareOf(search) : found.share();
        if (share == null) {
            answer(exchange, search);
            return;
        }
        exchange.routedTo(share);
        if (share.filters().isEmpty()) {
            answer(exchange, search);
        } else {
            new FilterChain(exchange, share.filters(), search).proceed();
        }
    }

    /** The end of a request's way: its handler, or why it has none. */
    static void answer(NettyHttpExchange exchange, RouteSearch search) {
        ServedRoute found = search.route();
        if (found == null) {
            answerUnrouted(exchange, search.allowed());
            return;
        }
        try {
            found.route().handler().handle(exchange, search);
        } catch (CallFailedException e) {
            exchange.fail(e.failure());
        } catch (Throwable e) {
            exchange.failUnexpectedly(e);
        }
    }

    private static void answerUnrouted(NettyHttpExchange exchange, Set<String> allowed) {
        if (allowed.isEmpty()) {
            exchange.fail(Problem.of(404, "unknown-path", "nothing is served at this path"));
            return;
        }
        String methods = String.join(", ", allowed);
        if (exchange.method().equals("OPTIONS")) {
            exchange.reply(204).header("allow", methods).send(Body.empty());
            return;
        }
        exchange.responseField("allow", methods);
        exchange.fail(Problem.of(
                405, "method-not-allowed", exchange.method() + " is not served at this path, which has " + methods));
    }
}
