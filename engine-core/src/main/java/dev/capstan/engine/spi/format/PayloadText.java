package dev.capstan.engine.spi.format;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of an answer. Its encoding is, in this order, that of the byte order mark, of the XML declaration (for markup), of
 * the Content-Type's {@code charset}, or UTF-8. Bytes that the encoding does not know are refused, never replaced.
 */
public final class PayloadText {
    /** What a lenient decoder puts where bytes are malformed; a text may hold it, too. */
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private final int start;
    private final int end;

    private PayloadText(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    /**
     * The text of an answer without its byte order mark.
     *
     * @param bytes neither released nor kept nor changed
     * @param contentType the Content-Type field; null when there is none
     * @throws PayloadException when the encoding is unknown, or the bytes are not of it
     */
    public static String decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        return of(bytes).decode(contentType, false);
    }

    /**
     * As {@link #decode}, for XML and HTML: an encoding that an XML declaration names comes before the Content-Type's. The
     * declaration stays in the text.
     *
     * @throws PayloadException when the encoding is unknown, or the bytes are not of it
     */
    public static String decodeMarkup(ByteBuf bytes, @Nullable String contentType) throws PayloadException {
        return of(bytes).decode(contentType, true);
    }

    /**
     * As {@link #decode}, for formats whose readers tell UTF-8, UTF-16 and UTF-32 apart by themselves, such as JSON's: only what
     * its Content-Type says to be of another encoding is decoded.
     *
     * @return null for everything else
     * @throws PayloadException when the bytes are not of the encoding
     */
    public static @Nullable String decodeUnlessUtf8(ByteBuf bytes, @Nullable String contentType)
            throws PayloadException {
        if (contentType == null || contentType.indexOf(';') < 0) {
            return null;
        }
        PayloadText text = of(bytes);
        if (EncodingSignature.byteOrderMark(text.bytes, text.start, text.end) != null) {
            return null;
        }
        Charset declared;
        try {
            declared = EncodingSignature.charsetParameter(contentType);
        } catch (PayloadException unknown) {
            return null;
        }
        return declared == null || declared.name().startsWith("UTF-") ? null : text.decode(declared, text.start);
    }

    private static PayloadText of(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (bytes.hasArray()) {
            int start = bytes.arrayOffset() + bytes.readerIndex();
            return new PayloadText(bytes.array(), start, start + length);
        }
        return new PayloadText(ByteBufUtil.getBytes(bytes), 0, length);
    }

    private String decode(@Nullable String contentType, boolean markup) throws PayloadException {
        EncodingSignature mark = EncodingSignature.byteOrderMark(bytes, start, end);
        if (mark != null) {
            return decode(mark.charset(), start + mark.length());
        }
        Charset declared = markup ? EncodingSignature.xmlDeclaration(bytes, start, end) : null;
        if (declared == null) {
            declared = EncodingSignature.charsetParameter(contentType);
        }
        return decode(declared == null ? StandardCharsets.UTF_8 : declared, start);
    }

    private String decode(Charset charset, int from) throws PayloadException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            String text = new String(bytes, from, end - from, charset);
            if (text.indexOf(REPLACEMENT) < 0) {
                return text;
            }
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, from, end - from);
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PayloadException(
                    "is not " + charset.name() + " text: byte " + (in.position() - start + 1) + " does not fit");
        }
    }
}
