package dev.capstan.adapter.mcp;

/** A JSON-RPC message that a client sent. */
sealed interface Message {
    /**
     * It wants an answer.
     *
     * @param id as JSON, as the client wrote it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(byte[] id, MethodCall call) implements Message {}

    /** A notification, or a response to a request that was never sent: nothing to answer. */
    record Unanswered() implements Message {
        static final Unanswered INSTANCE = new Unanswered();
    }
}
