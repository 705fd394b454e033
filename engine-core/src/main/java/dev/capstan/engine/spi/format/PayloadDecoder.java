package dev.capstan.engine.spi.format;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the answers of one operation. Safe for any number of threads at once. Called on event loops: must neither block nor
 * read from anywhere but the bytes.
 */
@FunctionalInterface
public interface PayloadDecoder {
    /**
     * The value of an answer.
     *
     * @param bytes the whole answer, not empty, with content codings removed; neither released nor kept
     * @param contentType the answer's Content-Type field, for its {@code charset} only; null when there is none
     * @throws PayloadException when the bytes are not of the format, or hold more than the limits allow
     */
    DecodedPayload decode(ByteBuf bytes, @Nullable String contentType) throws PayloadException;
}
