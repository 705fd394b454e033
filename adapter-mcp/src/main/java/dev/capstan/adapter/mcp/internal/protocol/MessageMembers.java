package dev.capstan.adapter.mcp.internal.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The members of one message, as far as they came. One use. */
final class MessageMembers {
    private static final String CANCELLED = "notifications/cancelled";

    private final JsonMapper mapper;
    private final byte[] json;
    private final Dialect dialect;
    private boolean hasVersion;
    private byte @Nullable [] id;
    private @Nullable String method;
    private byte @Nullable [] response;
    private boolean isError;
    private int paramsPlace = -1;
    private RequestMeta meta = RequestMeta.NONE;
    private @Nullable String subject;
    private byte @Nullable [] cancelled;
    private @Nullable MethodCall call;

    MessageMembers(JsonMapper mapper, byte[] json, Dialect dialect) {
        this.mapper = mapper;
        this.json = json;
        this.dialect = dialect;
    }

    /** Reads them all; the parser is at the object's first brace, and is left at its last one. */
    void read(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "jsonrpc" -> {
                    once(hasVersion, name);
                    hasVersion = true;
                    if (parser.currentToken() != JsonToken.VALUE_STRING || !"2.0".equals(parser.getString())) {
                        throw MessageReader.invalid("jsonrpc must be \"2.0\"");
                    }
                }
                case "id" -> {
                    once(id != null, name);
                    id = readId(parser);
                }
                case "method" -> {
                    once(method != null, name);
                    if (parser.currentToken() != JsonToken.VALUE_STRING) {
                        throw MessageReader.invalid("method must be a string");
                    }
                    method = parser.getString();
                }
                case "params" -> {
                    once(paramsPlace >= 0, name);
                    readParams(parser);
                }
                case "result", "error" -> {
                    isError = name.equals("error");
                    response = readValue(parser);
                }
                default -> parser.skipChildren();
            }
        }
        if (method != null && call == null) {
            readLater(method);
        }
    }

    private static void once(boolean seen, String name) {
        if (seen) {
            throw MessageReader.invalid(name + " is given twice");
        }
    }

    private byte[] readId(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getString().getBytes(US_ASCII);
        }
        if (token != JsonToken.VALUE_STRING) {
            throw MessageReader.invalid("id must be a string or an integer");
        }
        return readValue(parser);
    }

    /** A value as it was sent. */
    private byte[] readValue(JsonParser parser) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(json, from, (int) parser.currentLocation().getByteOffset());
    }

    private void readParams(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw MessageReader.invalid("params must be an object");
        }
        paramsPlace = (int) parser.currentTokenLocation().getByteOffset();
        if (method == null) {
            parser.skipChildren();
        } else {
            int depth = parser.streamReadContext().getNestingDepth();
            call = callOf(method, new ParamsReader(mapper, json, 0, parser));
            while (parser.streamReadContext().getNestingDepth() >= depth) {
                parser.nextToken();
            }
        }
    }

    /** Reads the parameters of a method whose name came behind them, or that has none. */
    private void readLater(String named) {
        if (paramsPlace < 0) {
            call = callOf(named, new ParamsReader(mapper, json, 0, null));
            return;
        }
        try (JsonParser params = paramsAgain()) {
            call = callOf(named, new ParamsReader(mapper, json, paramsPlace, params));
        }
    }

    private JsonParser paramsAgain() {
        JsonParser params = mapper.createParser(json, paramsPlace, json.length - paramsPlace);
        params.nextToken();
        return params;
    }

    private MethodCall callOf(String named, ParamsReader params) {
        MethodCall read = null;
        JsonRpcError refusal = null;
        McpMethod known = dialect.method(named);
        try {
            if (known != null) {
                read = known.read(params, dialect);
            } else {
                refusal = dialect.methodNotFound("no such method here: " + shortened(named));
                readUnknown(named, params);
            }
        } catch (JsonRpcException e) {
            refusal = e.error();
        }
        subject = params.subject();
        RequestMeta found = params.meta();
        // A method stops reading where something is wrong, and what the request says of itself may stand behind that.
        meta = found != null ? found : refusal == null || paramsPlace < 0 ? RequestMeta.NONE : metaBehind();
        return read != null
                ? read
                : new Refusal(refusal == null ? JsonRpcError.internalError("nothing answers") : refusal);
    }

    private void readUnknown(String named, ParamsReader params) {
        for (String name = params.next(); name != null; name = params.next()) {
            if (named.equals(CANCELLED) && name.equals("requestId")) {
                cancelled = params.scalar();
            } else {
                params.skip();
            }
        }
    }

    private RequestMeta metaBehind() {
        try (JsonParser again = paramsAgain()) {
            ParamsReader all = new ParamsReader(mapper, json, paramsPlace, again);
            all.skipAll();
            RequestMeta found = all.meta();
            return found == null ? RequestMeta.NONE : found;
        }
    }

    private static String shortened(String method) {
        return method.length() <= 64 ? method : method.substring(0, 64) + "…";
    }

    /** What the message says of itself. */
    RequestMeta meta() {
        return meta;
    }

    /** The message that they make. */
    Message message(@Nullable RequestHeaders headers) {
        if (!hasVersion) {
            throw MessageReader.invalid("jsonrpc is missing: a message must say \"jsonrpc\": \"2.0\"");
        }
        if (method == null) {
            if (response != null) {
                return id == null ? Message.Unanswered.INSTANCE : new Message.Response(id, response, isError);
            }
            throw MessageReader.invalid("method is missing");
        }
        if (id == null) {
            return cancelled == null ? Message.Unanswered.INSTANCE : new Message.Cancelled(cancelled);
        }
        MethodCall answer = call == null ? new Refusal(JsonRpcError.internalError("nothing answers")) : call;
        if (dialect instanceof Modern) {
            JsonRpcError problem = Modern.problem(meta, method, subject, headers);
            answer = problem == null ? answer : new Refusal(problem);
        }
        return new Message.Request(id, dialect, meta, answer);
    }

    /** A request that can only be refused. */
    private record Refusal(JsonRpcError error) implements MethodCall {
        @Override
        public void answer(Responder responder) {
            responder.refuse(error);
        }
    }
}
