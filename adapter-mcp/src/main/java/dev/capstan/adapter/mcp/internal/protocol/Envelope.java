package dev.capstan.adapter.mcp.internal.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.text.GzipTail;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands around a result or an error (JSON-RPC 2.0, section 5). The only place that writes it. */
public final class Envelope {
    private static final byte[] ID = "{\"jsonrpc\":\"2.0\",\"id\":".getBytes(US_ASCII);
    private static final byte[] RESULT = ",\"result\":{".getBytes(US_ASCII);
    private static final byte[] RESULT_END = "}}".getBytes(US_ASCII);
    private static final byte[] ERROR = ",\"error\":{\"code\":".getBytes(US_ASCII);
    private static final byte[] ERROR_WITHOUT_ID = "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":".getBytes(US_ASCII);
    private static final byte[] MESSAGE = ",\"message\":\"".getBytes(US_ASCII);
    private static final byte[] DATA = "\",\"data\":".getBytes(US_ASCII);
    private static final byte[] MESSAGE_END = "\"}}".getBytes(US_ASCII);

    private Envelope() {}

    /** How many bytes a result's envelope has, its end included. */
    static int sizeOfResult(byte[] id) {
        return ID.length + id.length + RESULT.length + RESULT_END.length;
    }

    /** Begins the reply to the request of that id, given as JSON; a result's members are to follow, then {@link #end}. */
    public static void beginResult(byte[] id, ByteBuf out) {
        out.writeBytes(ID).writeBytes(id).writeBytes(RESULT);
    }

    /** Ends what {@link #beginResult} began. */
    public static void end(ByteBuf out) {
        out.writeBytes(RESULT_END);
    }

    /** The members of a result and its end, compressed once for all the replies that have them. */
    public static GzipTail compressed(byte[] members) {
        byte[] end = Arrays.copyOf(members, members.length + RESULT_END.length);
        System.arraycopy(RESULT_END, 0, end, members.length, RESULT_END.length);
        return new GzipTail(end);
    }

    /** A whole error reply to the request of that id, given as JSON. */
    public static void error(byte[] id, JsonRpcError error, ByteBuf out) {
        out.writeBytes(ID).writeBytes(id).writeBytes(ERROR);
        endError(error, out);
    }

    /** A whole error reply to a message whose id is not known: MCP leaves the member out. */
    public static void error(JsonRpcError error, ByteBuf out) {
        out.writeBytes(ERROR_WITHOUT_ID);
        endError(error, out);
    }

    private static void endError(JsonRpcError error, ByteBuf out) {
        ByteBufUtil.writeAscii(out, Integer.toString(error.code()));
        out.writeBytes(MESSAGE);
        JsonTextEscaper.write(error.message(), out);
        JsonNode data = error.data();
        if (data == null) {
            out.writeBytes(MESSAGE_END);
        } else {
            out.writeBytes(DATA)
                    .writeBytes(JsonMapper.shared().writeValueAsBytes(data))
                    .writeBytes(RESULT_END);
        }
    }
}
