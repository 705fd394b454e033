package dev.capstan.adapter.mcp.host;

/** A client did not give what it was asked for. */
public final class InputUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One that says why. */
    public InputUnavailableException(String message) {
        super(message);
    }
}
