package dev.capstan.languageserver.internal.protocol;

import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Answers requests of the protocol that this server has no answer to, as JSON-RPC wants it. */
public final class UnsupportedRequests {
    private static final String SERVICES = "org.eclipse.lsp4j.services.";

    private UnsupportedRequests() {}

    /**
     * Hands messages on. Requests that begin with {@code $/} get another name, because the library would answer those that
     * nobody knows with nothing, as if they were notifications.
     */
    public static MessageConsumer named(MessageConsumer next) {
        return message -> {
            if (message instanceof RequestMessage request && request.getMethod().startsWith("$/")) {
                request.setMethod(" " + request.getMethod());
            }
            next.consume(message);
        };
    }

    /** The error for a request that failed: that there is no such method where the protocol's own default was called. */
    public static ResponseError toError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] trace = cause.getStackTrace();
            if (cause instanceof UnsupportedOperationException
                    && trace.length > 0
                    && trace[0].getClassName().startsWith(SERVICES)) {
                return new ResponseError(
                        ResponseErrorCode.MethodNotFound,
                        "this server does not answer " + trace[0].getMethodName() + " requests",
                        null);
            }
        }
        return RemoteEndpoint.DEFAULT_EXCEPTION_HANDLER.apply(failure);
    }
}
