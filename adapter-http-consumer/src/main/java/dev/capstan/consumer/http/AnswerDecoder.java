package dev.capstan.consumer.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/**
 * Reads answers, one for each request. Refuses framing that two readers could understand differently (RFC 9112, section
 * 6.3), because the next answer on the connection could then be anyone's.
 */
final class AnswerDecoder extends HttpResponseDecoder {
    private boolean answersHead;
    private boolean receivedBytes;

    AnswerDecoder(int maxHeadBytes) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeadBytes)
                .setMaxHeaderSize(maxHeadBytes)
                .setMaxChunkSize(256 * 1024));
    }

    /** Gets ready for the next answer. */
    void expect(boolean answersHead) {
        this.answersHead = answersHead;
        this.receivedBytes = false;
    }

    /** Whether anything of the answer has come. */
    boolean receivedBytes() {
        return receivedBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        receivedBytes = true;
        super.channelRead(ctx, message);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return answersHead || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
}
