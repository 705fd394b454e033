package dev.capstan.benchmarks.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests as bytes. Those for the loopback name {@code 127.0.0.1} and the port as their host. */
public final class Requests {
    private static final Map<String, String> MCP_FIELDS = Map.of(
            "Content-Type", "application/json",
            "Accept", "application/json, text/event-stream",
            "MCP-Protocol-Version", "2025-11-25");

    private Requests() {}

    /** A GET. */
    public static byte[] get(int port, String path) {
        return head(port, "GET", path, Map.of()).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A request with a body, and its length. */
    public static byte[] with(int port, String method, String path, String type, byte[] body) {
        return join(headWithLength(port, method, path, Map.of("Content-Type", type), body.length), body);
    }

    /** The head of a request that promises a body of that length. */
    public static byte[] headWithLength(int port, String method, String path, Map<String, String> fields, long length) {
        String head = head(port, method, path, fields);
        String withLength = head.substring(0, head.length() - 2) + "Content-Length: " + length + "\r\n\r\n";
        return withLength.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The head of a request. */
    public static String head(int port, String method, String path, Map<String, String> fields) {
        StringBuilder head = new StringBuilder()
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\n");
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** An MCP call of a tool, with that id. */
    public static byte[] tool(int port, long id, String tool, String arguments) {
        return rpc(
                port,
                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}");
    }

    /** A message to the MCP endpoint. */
    public static byte[] rpc(int port, String message) {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        return join(rpcHead(port, body.length), body);
    }

    /** The head of a message to the MCP endpoint that promises a body of that length. */
    public static byte[] rpcHead(int port, long length) {
        return headWithLength(port, "POST", "/mcp", MCP_FIELDS, length);
    }

    /** One after the other. */
    public static byte[] join(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
