package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** {@code ping}: whether anyone is there. */
final class PingMethod implements McpMethod {
    private static final byte[] EMPTY = "{}".getBytes(US_ASCII);

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public MethodCall read(ParamsReader params, McpProtocolVersion version) {
        return responder -> responder.result(EMPTY);
    }
}
