package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** What stands around a result or an error (JSON-RPC 2.0, section 5). The only place that writes it. */
final class Envelope {
    private static final byte[] ID = "{\"jsonrpc\":\"2.0\",\"id\":".getBytes(US_ASCII);
    private static final byte[] RESULT = ",\"result\":".getBytes(US_ASCII);
    private static final byte[] ERROR = ",\"error\":{\"code\":".getBytes(US_ASCII);
    private static final byte[] ERROR_WITHOUT_ID = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":".getBytes(US_ASCII);
    private static final byte[] MESSAGE = ",\"message\":\"".getBytes(US_ASCII);
    private static final byte[] MESSAGE_END = "\"}}".getBytes(US_ASCII);

    private Envelope() {}

    /** How many bytes a result's envelope has, its end included. */
    static int sizeOfResult(byte[] id) {
        return ID.length + id.length + RESULT.length + 1;
    }

    /** Begins the reply to the request of that id, given as JSON; a result is to follow, then {@link #end}. */
    static void beginResult(byte[] id, ByteBuf out) {
        out.writeBytes(ID).writeBytes(id).writeBytes(RESULT);
    }

    /** Ends what {@link #beginResult} began. */
    static void end(ByteBuf out) {
        out.writeByte('}');
    }

    /** A whole error reply to the request of that id, given as JSON. */
    static void error(byte[] id, JsonRpcError error, ByteBuf out) {
        out.writeBytes(ID).writeBytes(id).writeBytes(ERROR);
        endError(error, out);
    }

    /** A whole error reply to a message whose id is not known: MCP leaves the member out. */
    static void error(JsonRpcError error, ByteBuf out) {
        out.writeBytes(ERROR_WITHOUT_ID);
        endError(error, out);
    }

    private static void endError(JsonRpcError error, ByteBuf out) {
        ByteBufUtil.writeAscii(out, Integer.toString(error.code()));
        out.writeBytes(MESSAGE);
        JsonTextEscaper.write(error.message(), out);
        out.writeBytes(MESSAGE_END);
    }
}
