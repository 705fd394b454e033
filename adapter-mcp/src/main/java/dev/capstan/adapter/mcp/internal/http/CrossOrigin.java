package dev.capstan.adapter.mcp.internal.http;

import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.CrossOriginSharing;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.OriginPolicy;
import dev.capstan.transport.RequestFilter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Refuses web pages of other origins, and lets browsers show replies to those that may call (the Fetch standard's CORS protocol).
 * Browsers ask without credentials whether a page may call, so that this goes before authentication.
 */
public final class CrossOrigin implements RequestFilter {
    private final OriginPolicy origins;
    private final ByteBufAllocator allocator;

    /**
     * A filter.
     *
     * @param origins whose pages may call
     * @param allocator makes the buffers of replies
     */
    public CrossOrigin(OriginPolicy origins, ByteBufAllocator allocator) {
        this.origins = origins;
        this.allocator = allocator;
    }

    @Override
    public void filter(HttpExchange exchange, Chain chain) {
        String origin = CrossOriginSharing.origin(exchange);
        if (!origins.allows(exchange.headers())) {
            ByteBuf out = allocator.buffer();
            Envelope.error(JsonRpcError.invalidRequest("web pages of this origin may not call this server"), out);
            exchange.reply(403).header("content-type", "application/json").send(Body.of(out));
            return;
        }
        if (origin != null) {
            CrossOriginSharing.vary(exchange);
            CrossOriginSharing.share(exchange, origin);
            if (CrossOriginSharing.isPreflight(exchange)) {
                CrossOriginSharing.answerPreflight(exchange);
                return;
            }
        }
        if (exchange.method().equals("OPTIONS")) {
            exchange.reply(204).header("allow", "GET, POST, OPTIONS").send(Body.empty());
        } else {
            chain.proceed();
        }
    }
}
