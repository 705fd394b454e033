package dev.capstan.adapter.mcp.internal.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An error of the protocol (JSON-RPC 2.0, section 5.1).
 *
 * @param message for people; no secrets
 * @param data for programs; null when there is nothing to say
 * @param status of an HTTP reply that carries it
 */
public record JsonRpcError(
        int code, String message, @Nullable JsonNode data, int status) {
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    /** A header field is missing or says something else than the message (2026-07-28). */
    public static final int HEADER_MISMATCH = -32020;
    /** The client did not declare a capability that the request needs (2026-07-28). */
    public static final int MISSING_CAPABILITY = -32021;
    /** The version of the request is not spoken here (2026-07-28). */
    public static final int UNSUPPORTED_VERSION = -32022;
    /** A resource does not exist (before 2026-07-28). */
    public static final int RESOURCE_NOT_FOUND = -32002;

    private static final int ANSWERED = 200;
    private static final int BAD_REQUEST = 400;

    private JsonRpcError(int code, String message) {
        this(code, message, null, ANSWERED);
    }

    public static JsonRpcError parseError(String message) {
        return new JsonRpcError(PARSE_ERROR, message, null, BAD_REQUEST);
    }

    public static JsonRpcError invalidRequest(String message) {
        return new JsonRpcError(INVALID_REQUEST, message, null, BAD_REQUEST);
    }

    public static JsonRpcError invalidParams(String message) {
        return new JsonRpcError(INVALID_PARAMS, message);
    }

    /** A header field is missing or says something else than the message: 400 over HTTP. */
    public static JsonRpcError headerMismatch(String message) {
        return new JsonRpcError(HEADER_MISMATCH, message, null, BAD_REQUEST);
    }

    public static JsonRpcError internalError(String message) {
        return new JsonRpcError(INTERNAL_ERROR, message);
    }

    /** An error that says more than its code and message. */
    public JsonRpcError with(JsonNode more) {
        return new JsonRpcError(code, message, more, status);
    }

    /** An error that is the client's own fault, and not a request's answer: 400 over HTTP. */
    public JsonRpcError asBadRequest() {
        return new JsonRpcError(code, message, data, BAD_REQUEST);
    }
}
