package dev.capstan.adapter.mcp.internal.http;

import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.engine.exchange.Body;
import dev.capstan.transport.HttpExchange;
import dev.capstan.transport.HttpResponseWriter;
import dev.capstan.transport.OriginPolicy;
import dev.capstan.transport.RequestFilter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.AsciiString;

/**
 * Refuses web pages of other origins, and lets browsers show replies to those that may call (the Fetch standard's CORS protocol).
 * Browsers ask without credentials whether a page may call, so that this goes before authentication.
 */
public final class CrossOrigin implements RequestFilter {
    private static final AsciiString ORIGIN = AsciiString.cached("origin");
    private static final AsciiString VARY = AsciiString.cached("vary");
    private static final AsciiString ALLOW_ORIGIN = AsciiString.cached("access-control-allow-origin");
    private static final AsciiString ALLOW_METHODS = AsciiString.cached("access-control-allow-methods");
    private static final AsciiString ALLOW_HEADERS = AsciiString.cached("access-control-allow-headers");
    private static final AsciiString MAX_AGE = AsciiString.cached("access-control-max-age");
    private static final String HEADERS = "content-type, accept, authorization, mcp-protocol-version,"
            + " mcp-method, mcp-name, mcp-session-id, last-event-id";

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
        String origin = exchange.headers().get(ORIGIN);
        if (!origins.allows(exchange.headers())) {
            ByteBuf out = allocator.buffer();
            Envelope.error(JsonRpcError.invalidRequest("web pages of this origin may not call this server"), out);
            exchange.reply(403).header("content-type", "application/json").send(Body.of(out));
            return;
        }
        if (origin != null) {
            exchange.responseField(ALLOW_ORIGIN, origin);
            exchange.responseField(VARY, ORIGIN);
        }
        if (exchange.method().equals("OPTIONS")) {
            answerPreflight(exchange, origin != null);
        } else {
            chain.proceed();
        }
    }

    private static void answerPreflight(HttpExchange exchange, boolean ofPage) {
        HttpResponseWriter writer = exchange.reply(204).header("allow", "GET, POST, OPTIONS");
        if (ofPage) {
            writer.header(ALLOW_METHODS, "GET, POST")
                    .header(ALLOW_HEADERS, HEADERS)
                    .header(MAX_AGE, "600");
        }
        writer.send(Body.empty());
    }
}
