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

    /**
     * The query's decoded parameters, read at the first call.
     *
     * @throws dev.capstan.engine.failure.CallFailedException when the query is malformed; a handler lets it through, and the
     *     client is told
     */
    QueryParameters query();

    /** The head's fields, valid until the reply has ended. */
    HeaderFields headers();

    /** The body, to be taken once; whoever takes it owns it. Untaken bodies are discarded with the reply. */
    Body takeBody();

    /** Begins the reply. Framing, Date and connection fields are the transport's. */
    ReplyWriter reply(int status);

    /**
     * Answers with the surface's own form of that failure; instead of a reply that was begun and not sent. After that, it
     * breaks the reply off.
     */
    void fail(CallFailure failure);

    /**
     * Answers that something here is defective, and logs the cause under an incident number that the reply names. For what a
     * handler catches after it has returned; what it throws is treated the same way.
     */
    void failUnexpectedly(Throwable cause);

    /**
     * To be told when there is nobody to reply to any more, because the client has gone or its body is not what it has to
     * be; one listener, told at most once, and not after the reply's end.
     */
    void onClientGone(Runnable listener);
}
