package dev.capstan.engine.plan;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * One request to be passed on.
 *
 * @param eventLoop where everything of this call happens
 * @param context deadline, caller and trace
 * @param method as the client sent it
 * @param rest the rest of the request's path, as sent, without the slash before it; empty for none
 * @param query the request's query, as sent, without its question mark; null when there is none
 * @param headers the request's fields; those that go upstream are chosen here
 * @param body the request's body; taken over, whatever happens
 */
public record ForwardCall(
        EventLoop eventLoop,
        CallContext context,
        String method,
        String rest,
        @Nullable String query,
        HeaderFields headers,
        Body body) {}
