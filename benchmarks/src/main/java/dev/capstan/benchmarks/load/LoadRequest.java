package dev.capstan.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The request that is sent over and over.
 *
 * @param port of the loopback
 * @param method upper case
 * @param path with its query, encoded
 * @param headers without Host and Content-Length, which are added
 * @param body empty for none
 */
public record LoadRequest(int port, String method, String path, Map<String, String> headers, String body) {
    /** A GET without fields of its own. */
    public static LoadRequest get(int port, String path) {
        return new LoadRequest(port, "GET", path, Map.of(), "");
    }

    /** The bytes on the wire. */
    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder()
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }
}
