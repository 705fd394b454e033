package dev.capstan.adapter.mcp;

/** Carries a {@link JsonRpcError} out of a reader. Has no stack trace. */
final class JsonRpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonRpcError error;

    JsonRpcException(JsonRpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    JsonRpcError error() {
        return error;
    }
}
