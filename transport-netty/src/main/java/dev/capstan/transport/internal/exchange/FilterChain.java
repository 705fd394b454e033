package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.transport.RequestFilter;
import dev.capstan.transport.internal.routing.RouteSearch;
import java.util.List;

/** A request's way through filters. On the event loop. */
final class FilterChain implements RequestFilter.Chain {
    private final NettyHttpExchange exchange;
    private final List<RequestFilter> filters;
    private final RouteSearch search;
    private int next;

    FilterChain(NettyHttpExchange exchange, List<RequestFilter> filters, RouteSearch search) {
        this.exchange = exchange;
        this.filters = filters;
        this.search = search;
    }

    @Override
    public void proceed() {
        if (exchange.isOver() || exchange.hasReply()) {
            return;
        }
        if (next == filters.size()) {
            RequestDispatcher.answer(exchange, search);
            return;
        }
        try {
            filters.get(next++).filter(exchange, this);
        } catch (CallFailedException e) {
            exchange.fail(e.failure());
        } catch (Throwable e) {
            exchange.failUnexpectedly(e);
        }
    }
}
