package dev.capstan.adapter.mcp;

/**
 * An error of the protocol (JSON-RPC 2.0, section 5.1).
 *
 * @param message for people; no secrets
 */
record JsonRpcError(int code, String message) {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;

    static JsonRpcError parseError(String message) {
        return new JsonRpcError(PARSE_ERROR, message);
    }

    static JsonRpcError invalidRequest(String message) {
        return new JsonRpcError(INVALID_REQUEST, message);
    }

    static JsonRpcError methodNotFound(String message) {
        return new JsonRpcError(METHOD_NOT_FOUND, message);
    }

    static JsonRpcError invalidParams(String message) {
        return new JsonRpcError(INVALID_PARAMS, message);
    }

    static JsonRpcError internalError(String message) {
        return new JsonRpcError(INTERNAL_ERROR, message);
    }
}
