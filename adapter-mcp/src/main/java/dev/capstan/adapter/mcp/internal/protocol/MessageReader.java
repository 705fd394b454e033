package dev.capstan.adapter.mcp.internal.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
public final class MessageReader {
    /** More messages than this in one array are refused. */
    private static final int MOST_IN_BATCH = 100;

    private final JsonMapper mapper;
    private final Modern modern;

    /**
     * A reader.
     *
     * @param modern what messages are read as that say that they are of a version without sessions
     */
    public MessageReader(JsonMapper mapper, Modern modern) {
        this.mapper = mapper;
        this.modern = modern;
    }

    /**
     * Reads a message.
     *
     * @param json not changed as long as this runs
     * @param assumed the dialect where the message itself does not say
     * @param headers null where there are none
     * @throws JsonRpcException when it is no JSON or no JSON-RPC message. What is wrong with a request's method or
     *     parameters is answered by the returned call.
     */
    public Message read(byte[] json, Dialect assumed, @Nullable RequestHeaders headers) {
        refuseOtherEncodings(json);
        try (JsonParser parser = mapper.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return batch(json, parser, assumed);
            }
            if (first != JsonToken.START_OBJECT) {
                throw first == null
                        ? new JsonRpcException(JsonRpcError.parseError("the message is empty: expected a JSON object"))
                        : invalid("a message must be a JSON object");
            }
            MessageMembers members = new MessageMembers(mapper, json, assumed);
            members.read(parser);
            refuseMore(parser);
            if (!(assumed instanceof Modern) && members.meta().saysVersion()) {
                // The message itself is of the other era, whatever its header fields say.
                return read(json, modern, headers);
            }
            return members.message(headers);
        } catch (StreamConstraintsException e) {
            throw new JsonRpcException(
                    JsonRpcError.parseError("the message passes a limit: " + e.getOriginalMessage()));
        } catch (JacksonException e) {
            throw new JsonRpcException(JsonRpcError.parseError(
                    "the message is not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr()));
        }
    }

    private Message batch(byte[] json, JsonParser parser, Dialect assumed) {
        if (!assumed.version().takesBatches()) {
            throw invalid("batches of messages are not part of this protocol version: send one message at a time");
        }
        List<byte[]> parts = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            if (parts.size() == MOST_IN_BATCH) {
                throw invalid("a batch may hold " + MOST_IN_BATCH + " messages");
            }
            parts.add(Arrays.copyOfRange(
                    json, from, (int) parser.currentLocation().getByteOffset()));
        }
        refuseMore(parser);
        if (parts.isEmpty()) {
            throw invalid("a batch must hold a message");
        }
        return new Message.Batch(
                parts.stream().map(part -> inBatch(part, assumed)).toList());
    }

    private Message inBatch(byte[] json, Dialect dialect) {
        try {
            Message message = read(json, dialect, null);
            return message instanceof Message.Batch
                    ? new Message.Invalid(invalid("a batch in a batch").error())
                    : message;
        } catch (JsonRpcException e) {
            return new Message.Invalid(e.error());
        }
    }

    private static void refuseMore(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new JsonRpcException(JsonRpcError.parseError("more text follows the message"));
        }
    }

    /** The identifier of a message as it was sent; null when it has none, or none that can be read. Keeps nothing else. */
    public byte @Nullable [] idOf(ByteBuf json) {
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
                throw new JsonRpcException(JsonRpcError.parseError("the message is not UTF-8"));
            }
        }
    }

    static JsonRpcException invalid(String message) {
        return new JsonRpcException(JsonRpcError.invalidRequest(message));
    }
}
