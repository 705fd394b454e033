package dev.capstan.adapter.mcp.internal.host;

import dev.capstan.adapter.mcp.internal.protocol.HeaderValue;
import dev.capstan.engine.exchange.HeaderFields;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of a tool that a request says in header fields too, {@code Mcp-Param-X} for a property with {@code x-mcp-header: X}, so that
 * proxies can see them.
 */
final class ParamHeaders {
    private static final String ANNOTATION = "x-mcp-header";
    private static final String PREFIX = "Mcp-Param-";

    private ParamHeaders() {}

    /** Where fields say something else than the arguments, or nothing; null where they agree. */
    static @Nullable String contradiction(JsonNode schema, JsonNode arguments, HeaderFields fields) {
        JsonNode properties = schema.path("properties");
        for (String name : properties.propertyNames()) {
            JsonNode property = properties.path(name);
            JsonNode value = arguments.path(name);
            String field = property.path(ANNOTATION).asString("");
            String wrong = field.isEmpty() || value.isMissingNode() || value.isNull()
                    ? null
                    : contradiction(PREFIX + field, value, fields);
            if (wrong == null && value.isObject()) {
                wrong = contradiction(property, value, fields);
            }
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable String contradiction(String field, JsonNode value, HeaderFields fields) {
        String sent = fields.get(field);
        if (sent == null) {
            return "the header field " + field + " is missing";
        }
        String said = HeaderValue.decoded(sent.strip());
        if (said == null) {
            return "the header field " + field + " is no UTF-8 in base64";
        }
        return isSame(value, said) ? null : "the header field " + field + " says something else than the arguments";
    }

    private static boolean isSame(JsonNode value, String said) {
        if (!value.isNumber()) {
            return value.isValueNode() && value.asString("").equals(said);
        }
        try {
            // A long row of digits, or an exponent, would cost time, and is no number of a header.
            return said.length() <= 40 && value.decimalValue().compareTo(new BigDecimal(said)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
