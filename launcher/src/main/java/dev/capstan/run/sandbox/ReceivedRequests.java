package dev.capstan.run.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The last requests, for people to look at: what looks like a secret is masked. One thread at a time. */
final class ReceivedRequests {
    private static final int KEPT = 200;
    private static final int BODY_SHOWN = 16 * 1024;
    private static final Pattern SECRET_NAME =
            Pattern.compile("auth|cookie|key|token|secret|passw|credential|signature", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_QUERY = Pattern.compile(
            "([?&][^=&]*(?:auth|key|token|secret|passw|credential|signature)[^=&]*=)[^&]*", Pattern.CASE_INSENSITIVE);

    private final Deque<ObjectNode> latest = new ArrayDeque<>();
    private int count;

    void add(SandboxRequest request, int status) {
        ObjectNode seen = JsonNodeFactory.instance
                .objectNode()
                .put("number", ++count)
                .put("method", request.method())
                .put("target", target(request));
        ObjectNode headers = seen.putObject("headers");
        for (Map.Entry<String, String> header : request.headers()) {
            headers.put(header.getKey().toLowerCase(Locale.ROOT), shown(header));
        }
        if (request.body().length > 0) {
            seen.put("body", body(request.body()));
        }
        seen.put("answered", status);
        latest.addLast(seen);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    /** Oldest first. */
    JsonNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        latest.forEach(list::add);
        return list;
    }

    static String target(SandboxRequest request) {
        return SECRET_QUERY.matcher(request.rawTarget()).replaceAll("$1***");
    }

    private static String shown(Map.Entry<String, String> header) {
        if (!SECRET_NAME.matcher(header.getKey()).find()) {
            return header.getValue();
        }
        int space = header.getValue().indexOf(' ');
        boolean scheme = header.getKey().equalsIgnoreCase("authorization") && space > 0;
        return scheme ? header.getValue().substring(0, space) + " ***" : "***";
    }

    private static String body(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, BODY_SHOWN), StandardCharsets.UTF_8);
        return bytes.length > BODY_SHOWN ? text + "... (" + bytes.length + " bytes)" : text;
    }
}
