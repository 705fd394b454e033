package dev.capstan.adapter.rest;

import dev.capstan.engine.exchange.JsonLimits;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.http.uri.PercentDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request's body as JSON or as a form. */
final class RequestFields {
    private static final String FORM = "application/x-www-form-urlencoded";
    /** A field is a name and a value, as two tokens of JSON are. */
    private static final int MOST_FORM_FIELDS = JsonLimits.REQUEST_TOKENS / 2;

    private static final ObjectReader JSON = reader(true);
    private static final ObjectReader LONG_JSON = reader(false);

    private RequestFields() {}

    private static ObjectReader reader(boolean remembersNames) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxTokenCount(JsonLimits.REQUEST_TOKENS)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .configure(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES, remembersNames)
                        .build())
                .build()
                .readerFor(JsonNode.class)
                .with(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * The fields of a body.
     *
     * @param bytes stays the caller's
     * @param needed whether a body that cannot be read is a failure; else it has no fields
     * @param textToo whether a body of another type is its text
     * @return null when there is no body
     * @throws CallFailedException when the body is malformed, or of a type that has no fields
     */
    static @Nullable JsonNode read(ByteBuf bytes, @Nullable String contentType, boolean needed, boolean textToo) {
        if (!bytes.isReadable()) {
            return null;
        }
        String type = mediaType(contentType);
        if (type.isEmpty() || type.equals("application/json") || type.endsWith("+json") || type.equals("text/json")) {
            return json(bytes);
        }
        if (type.equals(FORM)) {
            return form(text(bytes));
        }
        if (textToo) {
            return JsonNodeFactory.instance.stringNode(text(bytes));
        }
        if (needed) {
            throw new CallFailedException(new CallFailure.UnsupportedMediaType(
                    "this operation reads fields of the body: send it as application/json or " + FORM));
        }
        return null;
    }

    /** Whether a body of that type is a form, all of whose fields are text. */
    static boolean isForm(@Nullable String contentType) {
        return mediaType(contentType).equals(FORM);
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    private static JsonNode json(ByteBuf bytes) {
        try (InputStream in = new ByteBufInputStream(bytes.duplicate())) {
            return (bytes.readableBytes() <= JsonLimits.REMEMBERED_TEXT ? JSON : LONG_JSON).readValue(in);
        } catch (StreamConstraintsException e) {
            throw new CallFailedException(
                    new CallFailure.MalformedBody("the body passes a limit: " + e.getOriginalMessage()));
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new CallFailedException(new CallFailure.MalformedBody("the body is not valid JSON" + where));
        } catch (IOException e) {
            throw new IllegalStateException("a buffer in memory cannot fail", e);
        }
    }

    /** The value of that JSON text; null when it is none, or passes a limit. */
    static @Nullable JsonNode read(String text) {
        try {
            return JSON.readValue(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The bytes as text; what is no UTF-8 would become other characters without a word. */
    private static String text(ByteBuf bytes) {
        if (!ByteBufUtil.isText(bytes, StandardCharsets.UTF_8)) {
            throw new CallFailedException(new CallFailure.MalformedBody("the body is not UTF-8"));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode form(String text) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        int count = 0;
        // Looked for once each: fields without one must not have the whole rest searched again and again.
        int equals = text.indexOf('=');
        for (int from = 0; from < text.length(); ) {
            equals = equals >= 0 && equals < from ? text.indexOf('=', from) : equals;
            int ampersand = text.indexOf('&', from);
            int end = ampersand < 0 ? text.length() : ampersand;
            if (end > from) {
                if (++count > MOST_FORM_FIELDS) {
                    throw new CallFailedException(new CallFailure.MalformedBody(
                            "the body passes a limit: a form has at most " + MOST_FORM_FIELDS + " fields"));
                }
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = decoded(text, from, nameEnd);
                add(fields, name, nameEnd == end ? "" : decoded(text, nameEnd + 1, end));
            }
            from = end + 1;
        }
        return fields;
    }

    private static void add(ObjectNode fields, String name, String value) {
        JsonNode earlier = fields.get(name);
        if (earlier instanceof ArrayNode array) {
            array.add(value);
        } else if (earlier != null) {
            fields.putArray(name).add(earlier).add(value);
        } else {
            fields.put(name, value);
        }
    }

    private static String decoded(String text, int from, int to) {
        String decoded = PercentDecoder.decode(text, from, to, true);
        if (decoded == null) {
            throw new CallFailedException(new CallFailure.MalformedBody(
                    "the form in the body has a percent-escape that is malformed, or not UTF-8"));
        }
        return decoded;
    }
}
