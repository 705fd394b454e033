package dev.capstan.consumer.http.internal.decoding;

import dev.capstan.http.framing.FramedHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one final response for each request, with the interim responses before it. Whatever else is received is never decoded,
 * but counted as surplus: it could be taken for the response to the next request (RFC 9112, section 6.3).
 */
public final class ResponseDecoder extends HttpResponseDecoder {
    private static final ByteBuf TIMEOUT_NOTICE =
            Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer("HTTP/1.1 408".getBytes(StandardCharsets.US_ASCII)));

    /** How many times the longest head may be received before the response's own: in interim responses, or in what is no response. */
    private static final int MOST_HEADS = 4;

    private final @Nullable SocketReads encrypted;
    private final long mostBeforeResponse;
    private long beforeResponse;
    private boolean isAwaited;
    private boolean isToHead;
    private boolean isInterim;
    private boolean receivedBytes;
    private boolean lastReadWasFull;
    private boolean hasSurplus;
    private boolean isTimeoutNotice;

    /**
     * A decoder that awaits nothing yet.
     *
     * @param maxHeadBytes of a status line, and of all header fields together
     * @param encrypted what watches the socket below TLS; null without TLS
     */
    public ResponseDecoder(int maxHeadBytes, @Nullable SocketReads encrypted) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeadBytes)
                .setMaxHeaderSize(maxHeadBytes)
                .setMaxChunkSize(256 * 1024)
                .setHeadersFactory(FramedHeaders.FACTORY));
        this.encrypted = encrypted;
        this.mostBeforeResponse = (long) MOST_HEADS * maxHeadBytes;
    }

    /** Awaits the response to a request that is about to be sent. */
    public void expect(boolean toHead) {
        isAwaited = true;
        isToHead = toHead;
        isInterim = false;
        receivedBytes = false;
        beforeResponse = 0;
    }

    /** Whether anything of the awaited response has been received. */
    public boolean receivedBytes() {
        return receivedBytes;
    }

    /** Whether bytes were received that belong to no response. */
    public boolean hasSurplus() {
        return hasSurplus;
    }

    /** Whether the surplus is the notice of a server that closes an idle connection (RFC 9110, section 15.5.9). */
    public boolean isTimeoutNotice() {
        return isTimeoutNotice;
    }

    /** Whether the socket may hold more than was read from it: the last read filled its buffer. */
    public boolean mayHaveMore() {
        return encrypted == null ? lastReadWasFull : encrypted.lastWasFull();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        receivedBytes = true;
        lastReadWasFull = message instanceof ByteBuf bytes && !bytes.isWritable();
        super.channelRead(context, message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (!isAwaited) {
            isTimeoutNotice = !hasSurplus
                    && in.readableBytes() >= TIMEOUT_NOTICE.capacity()
                    && ByteBufUtil.equals(in, in.readerIndex(), TIMEOUT_NOTICE, 0, TIMEOUT_NOTICE.capacity());
            hasSurplus = true;
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = out.size();
        int readable = in.readableBytes();
        super.decode(context, in, out);
        beforeResponse += readable - in.readableBytes();
        for (int i = before; i < out.size(); i++) {
            Object decoded = out.get(i);
            if (decoded instanceof HttpResponse response) {
                int status = response.status().code();
                isInterim = status < 200 && status != 101;
                beforeResponse = isInterim ? beforeResponse : Long.MIN_VALUE;
            }
            if (decoded instanceof LastHttpContent && !isInterim) {
                isAwaited = false;
            }
        }
        if (isAwaited && beforeResponse > mostBeforeResponse) {
            isAwaited = false;
            out.add(refusal());
        }
    }

    /** An upstream that sends interim responses, or nothing but empty lines, without end would keep the event loop busy. */
    private static HttpResponse refusal() {
        HttpResponse refused = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY);
        refused.setDecoderResult(DecoderResult.failure(new TooLongHttpHeaderException("no response")));
        return refused;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return isToHead || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
}
