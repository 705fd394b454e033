package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * One request to be passed on.
 *
 * @param eventLoop where everything of this call happens
 * @param context deadline, caller and trace of the call that this request belongs to
 * @param method as the client sent it; neither CONNECT nor TRACE
 * @param path what follows the API's base URI, as the client sent it, without a slash before it; empty for none. Holds neither
 *     dot segments nor encoded slashes beside dots
 * @param query as the client sent it, without its question mark; null when there is none
 * @param headers all fields that the client sent; the consumer sends those that were trusted when it was prepared, and those
 *     that describe the body
 * @param body the client's body
 */
public record ForwardRequest(
        EventLoop eventLoop,
        CallContext context,
        String method,
        String path,
        @Nullable String query,
        HeaderFields headers,
        Body body) {}
