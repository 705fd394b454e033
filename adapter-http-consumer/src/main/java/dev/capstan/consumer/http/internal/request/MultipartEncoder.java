package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.http.head.HeaderText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;

/** Writes multipart/form-data (RFC 7578). */
final class MultipartEncoder {
    private MultipartEncoder() {}

    /**
     * Writes the parts.
     *
     * @param delimiter random, so that no value can hold it
     */
    static void write(List<RequestContent.Part> parts, String delimiter, ByteBuf out, ArgumentProblems problems) {
        for (RequestContent.Part part : parts) {
            StringBuilder head = new StringBuilder("--").append(delimiter);
            quote(head.append("\r\nContent-Disposition: form-data; name="), part.name());
            if (part.filename() != null) {
                quote(head.append("; filename="), part.filename());
            }
            if (part.contentType() != null) {
                if (!HeaderText.hasNoControls(part.contentType())) {
                    problems.refused(part.name(), "is a part whose content type holds a control character");
                } else {
                    head.append("\r\nContent-Type: ").append(part.contentType());
                }
            }
            ByteBufUtil.writeUtf8(out, head.append("\r\n\r\n"));
            ByteBufUtil.writeUtf8(out, part.value());
            ByteBufUtil.writeAscii(out, "\r\n");
        }
        ByteBufUtil.writeAscii(out, "--" + delimiter + "--\r\n");
    }

    /** Quotes a name; what would end the quotes or the line is percent-encoded (RFC 7578, section 2). */
    private static void quote(StringBuilder head, String name) {
        head.append('"');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x20 || c == 0x7F || c == '"') {
                head.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                head.append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
            } else {
                head.append(c);
            }
        }
        head.append('"');
    }
}
