package dev.capstan.adapter.mcp.internal.handshake;

import dev.capstan.adapter.mcp.internal.protocol.Dialect;
import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.McpMethod;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ParamsReader;

/**
 * A method that is answered with nothing: {@code ping}, and {@code logging/setLevel}, which clients call unasked and take a refusal of
 * for a failure, where there are no messages to choose among.
 */
public final class EmptyMethod implements McpMethod {
    private static final byte[] NOTHING = {};

    private final String name;

    /** The method. */
    public EmptyMethod(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MethodCall read(ParamsReader params, Dialect dialect) {
        params.skipAll();
        return responder -> responder.result(NOTHING, Freshness.UNSAID);
    }
}
