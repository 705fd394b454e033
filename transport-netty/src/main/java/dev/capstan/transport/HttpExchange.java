package dev.capstan.transport;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.exchange.Principal;
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

    /**
     * The query as sent, without its question mark and without parameters that were {@linkplain #takeQueryParameter taken}; null
     * when there is none.
     */
    @Nullable
    String rawQuery();

    /**
     * The query's decoded parameters, read at the first call.
     *
     * @throws dev.capstan.engine.failure.CallFailedException when the query is malformed; a handler lets it through, and the
     *     client is told
     */
    QueryParameters query();

    /**
     * Takes a parameter out of the query, so that nobody after that sees it.
     *
     * @return its decoded value; null when the query does not have it, or is malformed
     * @throws IllegalArgumentException when the query has it more than once
     */
    @Nullable
    String takeQueryParameter(String name);

    /** The head's fields, valid until the reply has ended. */
    HeaderFields headers();

    /** The body, to be taken once; whoever takes it owns it. Untaken bodies are discarded with the reply. */
    Body takeBody();

    /** Who calls; null when nobody had to say. */
    @Nullable
    Principal principal();

    /** Says who calls. For filters. */
    void principal(Principal caller);

    /** The value that was attached under that key; null when none was. */
    <T> @Nullable T attribute(AttributeKey<T> key);

    /** Attaches a value; null removes it. */
    <T> void attribute(AttributeKey<T> key, @Nullable T value);

    /**
     * What travels with the calls that this request leads to: the caller, the request's identifier (a well-formed
     * {@code X-Request-Id} of the client, else a new one), and the client's trace. Made at the first call, with the principal of
     * that time: for what comes behind authentication.
     */
    CallContext callContext();

    /**
     * What this request holds of the memory that all calls share: for whoever gathers its body or keeps values that were read from it.
     * Released when the exchange has ended.
     */
    MemoryReservation memory();

    /**
     * Adds a field to the reply, whoever begins it later. For filters.
     *
     * @throws IllegalArgumentException when it is not the name or value of a field
     */
    void responseField(CharSequence name, CharSequence value);

    /** Begins the reply. Framing, Date and connection fields are the transport's. */
    HttpResponseWriter reply(int status);

    /**
     * Answers with the surface's own form of that failure; instead of a reply that was begun and not sent. After that, it
     * breaks the reply off.
     */
    void fail(CallFailure failure);

    /** Answers with problem details (RFC 9457) of that status; otherwise as {@link #fail(CallFailure)}. */
    void fail(int status, String code, String detail);

    /**
     * Answers that something here is defective, and logs the cause under an incident number that the reply names. For what a
     * handler catches after it has returned; what it throws is treated the same way.
     */
    void failUnexpectedly(Throwable cause);

    /**
     * Adds a listener that is invoked when there is nobody to reply to any more, because the client has gone or its body is not
     * what it has to be: at most once, on the event loop, and not after the reply's end. At once, where that has happened already.
     */
    void onClientGone(Runnable listener);

    /**
     * Adds a listener that is invoked when the exchange has ended, however it did; at once, where that has happened already. For
     * what the exchange holds.
     */
    void onEnd(ExchangeEnd.Listener listener);

    /**
     * Says that what is left of the exchange needs nothing of the document that it was routed to: a stream that stays open until its
     * client closes it, and that is told what happens. It keeps nothing of a document that is loaded anew from being closed.
     */
    void detach();
}
