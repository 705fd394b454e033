package dev.capstan.consumer.http.internal.request;

import dev.capstan.http.head.HeaderText;
import dev.capstan.http.uri.PercentEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON values as text: strings as they are, everything else in its JSON form. */
final class ArgumentText {
    private ArgumentText() {}

    /** Whether there is no value; JSON null is none. */
    static boolean isAbsent(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }

    static String of(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** Writes text that {@linkplain HeaderText#hasNoControls can stand in a field}. */
    static void writeField(CharSequence text, ByteBuf out) {
        ByteBufUtil.writeUtf8(out, text);
    }

    /** Writes a cookie's value: what is no cookie-octet (RFC 6265, section 4.1.1) is percent-encoded. */
    static void writeCookie(String value, ByteBuf out) {
        int plainFrom = 0;
        for (int i = 0; i < value.length(); i++) {
            if (isCookieOctet(value.charAt(i))) {
                continue;
            }
            out.writeCharSequence(value.substring(plainFrom, i), StandardCharsets.US_ASCII);
            int end = Character.isHighSurrogate(value.charAt(i)) && i + 1 < value.length() ? i + 2 : i + 1;
            PercentEncoder.value(value.substring(i, end), out);
            i = end - 1;
            plainFrom = end;
        }
        out.writeCharSequence(value.substring(plainFrom), StandardCharsets.US_ASCII);
    }

    /** A cookie's value as it is written. */
    static String cookie(String value) {
        ByteBuf out = Unpooled.buffer(value.length());
        writeCookie(value, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static boolean isCookieOctet(char c) {
        return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\';
    }
}
