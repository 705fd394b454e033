package dev.capstan.transport.internal.connection;

import dev.capstan.engine.configuration.RequestLimits;
import dev.capstan.http.framing.FramedHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Netty's strict decoder, for whole heads alone: it is in no pipeline, and all connections of an event loop share one, so that no
 * connection holds more than its own bytes.
 */
final class RequestHeadDecoder extends HttpRequestDecoder {
    private final List<Object> decoded = new ArrayList<>(2);

    RequestHeadDecoder(RequestLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeadBytes())
                .setMaxHeaderSize(limits.maxHeadBytes())
                .setHeadersFactory(FramedHeaders.FACTORY)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false));
    }

    /**
     * Decodes a head, up to and with its last empty line.
     *
     * @return the request; its decoder result tells whether it is well-formed
     */
    HttpRequest decode(ChannelHandlerContext context, ByteBuf head) throws Exception {
        try {
            decode(context, head, decoded);
            return (HttpRequest) decoded.get(0);
        } finally {
            decoded.clear();
            // Its state is that of a body to come, which is read elsewhere.
            reset();
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // Refused where the body's length is looked for, with the fields as they were sent.
    }
}
