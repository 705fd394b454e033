package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON-RPC messages (JSON-RPC 2.0, section 4). A message is read once, its parameters straight into what the method
 * wants of them; only parameters that come before the method's name are gone back to.
 */
final class MessageReader {
    private final JsonMapper mapper;
    private final Map<String, McpMethod> methods;

    MessageReader(JsonMapper mapper, Map<String, McpMethod> methods) {
        this.mapper = mapper;
        this.methods = Map.copyOf(methods);
    }

    /**
     * Reads a message.
     *
     * @param json not changed as long as this runs
     * @throws JsonRpcException when it is no JSON or no JSON-RPC message. What is wrong with a request's method or
     *     parameters is answered by the returned call.
     */
    Message read(byte[] json, McpProtocolVersion version) {
        refuseOtherEncodings(json);
        try (JsonParser parser = mapper.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                throw invalid(
                        "batches of messages are not part of this protocol version: send one message per request");
            }
            if (first != JsonToken.START_OBJECT) {
                throw first == null
                        ? new JsonRpcException(
                                JsonRpcError.parseError("the request body is empty: expected a JSON object"))
                        : invalid("a message must be a JSON object");
            }
            Members members = new Members(json, version);
            members.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonRpcException(JsonRpcError.parseError("more text follows the message"));
            }
            return members.message();
        } catch (StreamConstraintsException e) {
            throw new JsonRpcException(
                    JsonRpcError.parseError("the message passes a limit: " + e.getOriginalMessage()));
        } catch (JacksonException e) {
            throw new JsonRpcException(JsonRpcError.parseError(
                    "the request body is not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr()));
        }
    }

    /** The identifier of a message as it was sent; null when it has none, or none that can be read. Keeps nothing else. */
    byte @Nullable [] idOf(ByteBuf json) {
        try (JsonParser parser = mapper.createParser((InputStream) new ByteBufInputStream(json.duplicate()))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("id")) {
                    return value == JsonToken.VALUE_STRING
                            ? mapper.writeValueAsBytes(parser.getString())
                            : value == JsonToken.VALUE_NUMBER_INT
                                    ? parser.getString().getBytes(US_ASCII)
                                    : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** MCP messages are UTF-8; the parser would guess UTF-16 and UTF-32 too. */
    private static void refuseOtherEncodings(byte[] json) {
        for (int i = 0; i < Math.min(json.length, 4); i++) {
            if (json[i] == 0 || (i == 0 && (json[i] & 0xFF) >= 0xFE)) {
                throw new JsonRpcException(JsonRpcError.parseError("the request body is not UTF-8"));
            }
        }
    }

    private static JsonRpcException invalid(String message) {
        return new JsonRpcException(JsonRpcError.invalidRequest(message));
    }

    /** The members of one message, as far as they came. */
    private final class Members {
        private final byte[] json;
        private final McpProtocolVersion version;
        private boolean hasVersion;
        private byte @Nullable [] id;
        private @Nullable String method;
        private boolean isResponse;
        private int paramsPlace = -1;
        private boolean hasParams;
        private @Nullable MethodCall call;

        Members(byte[] json, McpProtocolVersion version) {
            this.json = json;
            this.version = version;
        }

        void read(JsonParser parser) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "jsonrpc" -> {
                        once(hasVersion, name);
                        hasVersion = true;
                        if (parser.currentToken() != JsonToken.VALUE_STRING || !"2.0".equals(parser.getString())) {
                            throw invalid("jsonrpc must be \"2.0\"");
                        }
                    }
                    case "id" -> {
                        once(id != null, name);
                        id = readId(parser);
                    }
                    case "method" -> {
                        once(method != null, name);
                        if (parser.currentToken() != JsonToken.VALUE_STRING) {
                            throw invalid("method must be a string");
                        }
                        method = parser.getString();
                    }
                    case "params" -> {
                        once(hasParams, name);
                        hasParams = true;
                        readParams(parser);
                    }
                    case "result", "error" -> {
                        isResponse = true;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
        }

        private void once(boolean seen, String name) {
            if (seen) {
                throw invalid(name + " is given twice");
            }
        }

        private byte[] readId(JsonParser parser) {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_NUMBER_INT) {
                return parser.getString().getBytes(US_ASCII);
            }
            if (token != JsonToken.VALUE_STRING) {
                throw invalid("id must be a string or an integer");
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.finishToken();
            return Arrays.copyOfRange(json, from, (int) parser.currentLocation().getByteOffset());
        }

        private void readParams(JsonParser parser) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw invalid("params must be an object");
            }
            if (method == null) {
                paramsPlace = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
            } else {
                int depth = parser.streamReadContext().getNestingDepth();
                call = callOf(method, 0, parser);
                while (parser.streamReadContext().getNestingDepth() >= depth) {
                    parser.nextToken();
                }
            }
        }

        Message message() {
            if (!hasVersion) {
                throw invalid("jsonrpc is missing: a message must say \"jsonrpc\": \"2.0\"");
            }
            if (method == null) {
                if (isResponse) {
                    return Message.Unanswered.INSTANCE;
                }
                throw invalid("method is missing");
            }
            if (id == null) {
                return Message.Unanswered.INSTANCE;
            }
            return new Message.Request(id, call == null ? laterCall(method) : call);
        }

        private MethodCall laterCall(String method) {
            if (paramsPlace < 0) {
                return callOf(method, 0, null);
            }
            try (JsonParser params = mapper.createParser(json, paramsPlace, json.length - paramsPlace)) {
                params.nextToken();
                return callOf(method, paramsPlace, params);
            }
        }

        private MethodCall callOf(String method, int begin, @Nullable JsonParser params) {
            McpMethod known = methods.get(method);
            if (known == null) {
                return new Refusal(JsonRpcError.methodNotFound("no such method here: " + shortened(method)));
            }
            try {
                return known.read(new ParamsReader(mapper, json, begin, params), version);
            } catch (JsonRpcException e) {
                return new Refusal(e.error());
            }
        }

        private static String shortened(String method) {
            return method.length() <= 64 ? method : method.substring(0, 64) + "…";
        }
    }

    /** A request that can only be refused. */
    private record Refusal(JsonRpcError error) implements MethodCall {
        @Override
        public void answer(Responder responder) {
            responder.refuse(error);
        }
    }
}
