package dev.capstan.transport;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.failure.CallFailure;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. All on {@link #eventLoop()}; one reply, begun with {@link #reply} and ended by the writer.
 */
public interface HttpExchange {
    /** The connection's event loop, where everything of this request happens. */
    EventLoop eventLoop();

    /** As sent: methods are case-sensitive. A HEAD request that a GET route answers shows as {@code HEAD}. */
    String method();

    /** The path of the request's target as sent, not decoded. */
    String rawPath();

    /** The query as sent, without its question mark; null when there is none. */
    @Nullable
    String rawQuery();

    /** The query's decoded parameters, read at the first call. */
    QueryParameters query();

    /** The head's fields, valid until the reply has ended. */
    HeaderFields headers();

    /** The body, to be taken once; whoever takes it owns it. Untaken bodies are discarded with the reply. */
    Body takeBody();

    /** Begins the reply. Framing, Date and connection fields are the transport's. */
    ReplyWriter reply(int status);

    /** Answers with the surface's own form of that failure. */
    void fail(CallFailure failure);

    /** To be told when the client has gone before the reply's end; one listener, told at most once. */
    void onClientGone(Runnable listener);
}
