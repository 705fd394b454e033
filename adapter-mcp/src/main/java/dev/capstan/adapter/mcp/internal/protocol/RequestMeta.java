package dev.capstan.adapter.mcp.internal.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request says of itself in {@code params._meta}.
 *
 * @param saysVersion whether it names a protocol version, also in a wrong way
 * @param protocolVersion null when it does not say
 * @param clientCapabilities the names of what the client can do; null when it does not say
 * @param progressToken as JSON; null when the client wants no news of progress
 * @param logLevel the least severe messages that the client wants; null when it wants none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RequestMeta(
        boolean saysVersion,
        @Nullable String protocolVersion,
        @Nullable Set<String> clientCapabilities,
        byte @Nullable [] progressToken,
        @Nullable String logLevel) {
    static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    private static final String PROGRESS_TOKEN = "progressToken";
    /** More are none that a client has. */
    private static final int MOST_CAPABILITIES = 100;

    /** Nothing. */
    public static final RequestMeta NONE = new RequestMeta(false, null, null, null, null);

    /** Reads it; leaves the parser at its end. */
    static RequestMeta read(JsonMapper mapper, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return NONE;
        }
        boolean saysVersion = false;
        String version = null;
        Set<String> capabilities = null;
        byte[] token = null;
        String level = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case PROTOCOL_VERSION -> {
                    saysVersion = true;
                    version = text(parser, value);
                }
                case CLIENT_CAPABILITIES -> capabilities = names(parser, value);
                case LOG_LEVEL -> level = text(parser, value);
                case PROGRESS_TOKEN -> token = scalar(mapper, parser, value);
                default -> parser.skipChildren();
            }
        }
        return new RequestMeta(saysVersion, version, capabilities, token, level);
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) {
        parser.skipChildren();
        return value == JsonToken.VALUE_STRING ? parser.getString() : null;
    }

    private static @Nullable Set<String> names(JsonParser parser, JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            parser.skipChildren();
            if (names.size() < MOST_CAPABILITIES) {
                names.add(name);
            }
        }
        return names;
    }

    /** A string or an integer as JSON; null for anything else. */
    static byte @Nullable [] scalar(JsonMapper mapper, JsonParser parser, JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return mapper.writeValueAsBytes(parser.getString());
        }
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return parser.getString().getBytes(US_ASCII);
        }
        parser.skipChildren();
        return null;
    }
}
