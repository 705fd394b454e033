package dev.capstan.adapter.mcp.internal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The version without sessions, 2026-07-28: every request says what a handshake would have. */
public final class Modern implements Dialect {
    /** Whether answers may be shared among those who may see them: not among callers with rights of their own. */
    public enum Sharing {
        PUBLIC("public"),
        PRIVATE("private");

        private final String text;

        Sharing(String text) {
            this.text = text;
        }
    }

    /** The names of the methods whose requests name what they want in a header field too. */
    private static final Set<String> NAMED = Set.of("tools/call", "prompts/get", "resources/read");
    /** How long lists may be kept: they change when the document is loaded anew. */
    private static final int LIST_MILLIS = 300_000;

    private static final int NOT_FOUND = 404;

    private final Map<String, McpMethod> methods;
    private final byte[] serverInfo;
    private final byte[] plain;
    private final byte[] list;
    private final byte[] now;

    /**
     * The version, with these methods.
     *
     * @param serverInfo what results say of the server
     */
    public Modern(Map<String, McpMethod> methods, ObjectNode serverInfo, Sharing sharing) {
        this.methods = Map.copyOf(methods);
        String info = JsonMapper.shared().writeValueAsString(serverInfo);
        this.serverInfo = ("\"io.modelcontextprotocol/serverInfo\":" + info).getBytes(UTF_8);
        String begin = "\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":" + info + "},";
        String scope = ",\"cacheScope\":\"" + sharing.text + "\",";
        this.plain = begin.getBytes(UTF_8);
        this.list = (begin + "\"ttlMs\":" + LIST_MILLIS + scope).getBytes(UTF_8);
        this.now = (begin + "\"ttlMs\":0" + scope).getBytes(UTF_8);
    }

    @Override
    public McpProtocolVersion version() {
        return McpProtocolVersion.V2026_07_28;
    }

    @Override
    public @Nullable McpMethod method(String name) {
        return methods.get(name);
    }

    @Override
    public JsonRpcError methodNotFound(String message) {
        return new JsonRpcError(JsonRpcError.METHOD_NOT_FOUND, message, null, NOT_FOUND);
    }

    @Override
    public JsonRpcError resourceNotFound(String uri) {
        return JsonRpcError.invalidParams("there is no resource of this URI")
                .with(JsonNodeFactory.instance.objectNode().put("uri", uri));
    }

    @Override
    public void beginResult(Freshness freshness, ByteBuf out) {
        out.writeBytes(
                switch (freshness) {
                    case UNSAID -> plain;
                    case LIST -> list;
                    case NOW -> now;
                });
    }

    /** Writes what {@code _meta} says of the server, as a member. */
    public void writeServerInfo(ByteBuf out) {
        out.writeBytes(serverInfo);
    }

    @Override
    public boolean disconnectCancels() {
        return true;
    }

    /**
     * What is wrong with a request apart from its method and parameters, in the order in which the protocol checks; null when
     * nothing is.
     *
     * @param subject what the request wants, by name or URI; null when it does not say
     * @param headers null where there are none, as over stdio
     */
    static @Nullable JsonRpcError problem(
            RequestMeta meta, String method, @Nullable String subject, @Nullable RequestHeaders headers) {
        String version = meta.protocolVersion();
        if (version == null) {
            return missing(RequestMeta.PROTOCOL_VERSION, "a string");
        }
        if (meta.clientCapabilities() == null) {
            return missing(RequestMeta.CLIENT_CAPABILITIES, "an object");
        }
        if (headers != null) {
            String wrong = headers.contradiction(version, method, NAMED.contains(method) ? subject : null);
            if (wrong != null) {
                return JsonRpcError.headerMismatch(wrong);
            }
        }
        if (!version.equals(McpProtocolVersion.V2026_07_28.text())) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.putArray("supported").add(McpProtocolVersion.V2026_07_28.text());
            data.put("requested", version.length() <= 64 ? version : version.substring(0, 64));
            return new JsonRpcError(
                            JsonRpcError.UNSUPPORTED_VERSION,
                            "this protocol version is not spoken here: spoken are " + McpProtocolVersion.names()
                                    + ", the older ones after initialize",
                            data,
                            200)
                    .asBadRequest();
        }
        return null;
    }

    private static JsonRpcError missing(String member, String what) {
        return JsonRpcError.invalidParams("params._meta must have \"" + member + "\", " + what)
                .asBadRequest();
    }
}
