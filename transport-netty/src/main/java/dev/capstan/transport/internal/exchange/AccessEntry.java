package dev.capstan.transport.internal.exchange;

import dev.capstan.engine.call.CallContext;
import dev.capstan.transport.AccessLog;
import dev.capstan.transport.ExchangeEnd;
import org.jspecify.annotations.Nullable;

/** Makes what the access log is told of an exchange. */
final class AccessEntry {
    private AccessEntry() {}

    /**
     * The entry of an exchange that has just ended.
     *
     * @param startNanos when its head came
     * @param context what went along with its calls; null when it led to none
     */
    static AccessLog.Entry of(
            NettyHttpExchange exchange, ExchangeEnd end, long startNanos, @Nullable CallContext context) {
        return new AccessLog.Entry(
                exchange.connection().server().name(),
                exchange.method(),
                exchange.rawPath(),
                end.status(),
                end.responseBytes(),
                (System.nanoTime() - startNanos) / 1000,
                context == null ? null : context.requestId());
    }
}
