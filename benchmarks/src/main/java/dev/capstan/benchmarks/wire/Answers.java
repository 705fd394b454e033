package dev.capstan.benchmarks.wire;

import java.nio.charset.StandardCharsets;

/** Answers of an upstream as bytes. */
public final class Answers {
    private Answers() {}

    /** The JSON that stands for the item of that id. */
    public static String itemJson(String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"item " + id + "\",\"rows\":[{\"id\":\"" + id + "\"}]}";
    }

    /** 200 with the item of that id. */
    public static byte[] item(String id) {
        return json(200, itemJson(id));
    }

    /** JSON with its length. */
    public static byte[] json(int status, String json) {
        return sized(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** A body with its length. */
    public static byte[] sized(int status, String type, byte[] body) {
        return Requests.join(head(status, "Content-Type: " + type + "\r\nContent-Length: " + body.length), body);
    }

    /** The body in chunks of that size. */
    public static byte[] chunked(String type, byte[] body, int chunk) {
        StringBuilder framed = new StringBuilder();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < text.length(); i += chunk) {
            String part = text.substring(i, Math.min(i + chunk, text.length()));
            framed.append(Integer.toHexString(part.length()))
                    .append("\r\n")
                    .append(part)
                    .append("\r\n");
        }
        framed.append("0\r\n\r\n");
        return Requests.join(
                head(200, "Content-Type: " + type + "\r\nTransfer-Encoding: chunked"),
                framed.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * The head of an answer.
     *
     * @param fields lines with CR LF between them; not empty
     */
    public static byte[] head(int status, String fields) {
        return ("HTTP/1.1 " + status + " Status\r\n" + fields + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
