package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.http.head.HeaderText;
import dev.capstan.http.uri.PercentEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Turns content into the bytes of a request's body. */
final class BodyEncoder {
    private final ByteBufAllocator allocator;
    private final SecureRandom random = new SecureRandom();

    BodyEncoder(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** The content's bytes; takes over the content, but for problems with it. */
    EncodedBody encode(RequestContent content, ArgumentProblems problems) {
        if (content instanceof RequestContent.Identity passThrough) {
            return passThrough(passThrough, problems);
        }
        if (content instanceof RequestContent.None) {
            return EncodedBody.NONE;
        }
        ByteBuf out = allocator.buffer(256);
        try {
            return new EncodedBody(out, null, write(content, out, problems));
        } catch (RuntimeException | StackOverflowError failure) {
            out.release();
            throw failure;
        }
    }

    private static EncodedBody passThrough(RequestContent.Identity content, ArgumentProblems problems) {
        String mediaType = content.mediaType();
        if (mediaType != null && !HeaderText.hasNoControls(mediaType)) {
            problems.refused("Content-Type", "holds a control character, which a header cannot carry");
            mediaType = null;
        }
        return EncodedBody.of(content.bytes(), mediaType);
    }

    /** Writes the content, and returns its media type. */
    private String write(RequestContent content, ByteBuf out, ArgumentProblems problems) {
        if (content instanceof RequestContent.Json value) {
            OutputStream stream = new ByteBufOutputStream(out);
            Json.write(value.value(), stream);
            return value.mediaType();
        }
        if (content instanceof RequestContent.Text text) {
            ByteBufUtil.writeUtf8(out, text.text());
            return text.mediaType();
        }
        if (content instanceof RequestContent.Form form) {
            writeForm(form, out);
            return "application/x-www-form-urlencoded";
        }
        byte[] boundary = new byte[16];
        random.nextBytes(boundary);
        String delimiter = "capstan-" + HexFormat.of().formatHex(boundary);
        MultipartEncoder.write(((RequestContent.Multipart) content).parts(), delimiter, out, problems);
        return "multipart/form-data; boundary=" + delimiter;
    }

    private static void writeForm(RequestContent.Form form, ByteBuf out) {
        boolean first = true;
        for (RequestContent.Field field : form.fields()) {
            if (!first) {
                out.writeByte('&');
            }
            first = false;
            PercentEncoder.value(field.name(), out);
            out.writeByte('=');
            PercentEncoder.value(field.value(), out);
        }
    }
}
