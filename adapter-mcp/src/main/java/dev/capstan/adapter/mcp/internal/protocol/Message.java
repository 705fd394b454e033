package dev.capstan.adapter.mcp.internal.protocol;

import java.util.List;

/** A JSON-RPC message that a client sent. */
public sealed interface Message {
    /**
     * It wants an answer.
     *
     * @param id as JSON, as the client wrote it
     * @param dialect of the request
     * @param meta what it says of itself
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(byte[] id, Dialect dialect, RequestMeta meta, MethodCall call) implements Message {}

    /**
     * It gives up a request.
     *
     * @param id of the request, as JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cancelled(byte[] id) implements Message {}

    /**
     * It answers a request of the server.
     *
     * @param id of that request, as JSON
     * @param value the result or the error, as JSON
     * @param isError which of them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Response(byte[] id, byte[] value, boolean isError) implements Message {}

    /** Several at once. */
    record Batch(List<Message> messages) implements Message {}

    /** A notification: nothing to answer. */
    record Unanswered() implements Message {
        static final Unanswered INSTANCE = new Unanswered();
    }

    /**
     * One of a batch that is none.
     *
     * @param error why
     */
    record Invalid(JsonRpcError error) implements Message {}
}
