package dev.capstan.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON text to values and back, within limits. */
public final class Json {
    private static final int DEEPEST_READ = 1_000;
    /** What is read may be written deep inside of something else. */
    private static final int DEEPEST_WRITTEN = 2_000;

    private static final JsonMapper MAPPER = mapper(true);
    private static final JsonMapper LONG_TEXTS = mapper(false);

    private static final ObjectWriter WRITER = MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private Json() {}

    private static JsonMapper mapper(boolean remembersNames) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST_READ)
                .maxStringLength(50_000_000)
                .maxNumberLength(1_000)
                .maxTokenCount(JsonLimits.ANSWER_TOKENS)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .streamWriteConstraints(StreamWriteConstraints.builder()
                                .maxNestingDepth(DEEPEST_WRITTEN)
                                .build())
                        .configure(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES, remembersNames)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * The value of that JSON text, not released; null when it is none.
     *
     * @throws StreamConstraintsException when it is deeper, or has more values, than is read
     */
    public static @Nullable JsonNode read(ByteBuf text) {
        try {
            JsonMapper mapper = text.readableBytes() <= JsonLimits.REMEMBERED_TEXT ? MAPPER : LONG_TEXTS;
            JsonNode value = text.hasArray()
                    ? mapper.readTree(text.array(), text.arrayOffset() + text.readerIndex(), text.readableBytes())
                    : mapper.readTree(ByteBufUtil.getBytes(text));
            return value.isMissingNode() ? null : value;
        } catch (StreamConstraintsException e) {
            throw e;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The value of that JSON text; null when it is none, or deeper or of more values than is read. */
    public static @Nullable JsonNode read(String text) {
        try {
            JsonNode value = LONG_TEXTS.readTree(text);
            return value.isMissingNode() ? null : value;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Whether a text is one JSON value and nothing else. */
    public static boolean isJson(String text) {
        if (text.isBlank()) {
            return false;
        }
        char first = text.stripLeading().charAt(0);
        if ("{[\"-tfn0123456789".indexOf(first) < 0) {
            return false;
        }
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** A value as compact JSON text. */
    public static String write(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A value as compact JSON in UTF-8. */
    public static byte[] writeBytes(JsonNode value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Writes a value as compact JSON in UTF-8, and leaves the stream open. */
    public static void write(JsonNode value, OutputStream out) {
        WRITER.writeValue(out, value);
    }

    /** A host's value as JSON. */
    public static JsonNode of(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }
}
