package dev.capstan.adapter.mcp.internal.protocol;

/** Carries a {@link JsonRpcError} out of a reader. Has no stack trace. */
public final class JsonRpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonRpcError error;

    /** One that carries that error. */
    public JsonRpcException(JsonRpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** What it carries. */
    public JsonRpcError error() {
        return error;
    }
}
