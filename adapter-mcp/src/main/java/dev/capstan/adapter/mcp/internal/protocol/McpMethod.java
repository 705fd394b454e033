package dev.capstan.adapter.mcp.internal.protocol;

/** A method that clients can call. Safe for any number of requests at once. */
public interface McpMethod {
    /** Its name in messages. */
    String name();

    /**
     * Reads a request's parameters. Runs nothing yet: the rest of the message may turn out to be wrong.
     *
     * @param params the parameters
     * @param dialect of the request
     * @throws JsonRpcException when they are wrong
     */
    MethodCall read(ParamsReader params, Dialect dialect);
}
