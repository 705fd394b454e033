package dev.capstan.engine.internal.run.call;

import dev.capstan.engine.exchange.MemoryReservation;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.internal.run.CallMemory;
import dev.capstan.engine.internal.run.shape.NamedRoot;
import dev.capstan.engine.internal.run.shape.ResponseOverlay;
import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Decodes the responses of one operation, and lays the operation's named outputs over them. Immutable. */
public final class ResponseDecoder {
    private final PayloadDecoder decoder;
    private final ResponseOverlay overlay;
    private final String upstream;
    private final long limit;
    private final CallMemory memory;

    /**
     * A decoder.
     *
     * @param upstream {@code namespace.operation}, for messages
     * @param limit the longest response that is read, in bytes
     * @param memory for responses while they are read
     */
    public ResponseDecoder(
            PayloadDecoder decoder, ResponseOverlay overlay, String upstream, long limit, CallMemory memory) {
        this.decoder = decoder;
        this.overlay = overlay;
        this.upstream = upstream;
        this.limit = limit;
        this.memory = memory;
    }

    String upstream() {
        return upstream;
    }

    long limit() {
        return limit;
    }

    /** For one response; the caller's to release. */
    MemoryReservation memory(EventLoop eventLoop) {
        return memory.reservation(eventLoop);
    }

    /**
     * The value of a response; JSON null for one without bytes.
     *
     * @param bytes not released
     * @throws CallFailedException when the response is not of its declared format
     * @throws dev.capstan.document.syntax.BoundedJsonPath.TooCostlyException when laying outputs over it takes too many steps
     */
    JsonNode decode(ByteBuf bytes, int status, @Nullable String contentType) {
        if (!bytes.isReadable()) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            DecodedPayload payload = decoder.decode(bytes, contentType);
            return overlay.over(NamedRoot.of(payload.value(), payload.rootName()));
        } catch (PayloadException e) {
            throw new CallFailedException(new CallFailure.UpstreamUnreadable(
                    upstream, "the response of \"" + upstream + "\" (status " + status + ") " + e.getMessage()));
        }
    }
}
