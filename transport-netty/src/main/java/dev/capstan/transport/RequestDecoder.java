package dev.capstan.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.List;

/**
 * Netty's strict decoder, with what it does not look at: folded fields, the size of a head as a whole, and messages with
 * both a length and a transfer coding, all of which hide requests from one of two parsers (RFC 9112, sections 5.2, 6.1,
 * 11.2).
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** A request whose extent is not certain. */
    static final class AmbiguousFraming extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        AmbiguousFraming(String message) {
            super(message);
        }
    }

    private static final int LARGEST_PIECE = 64 * 1024;

    private final int maxHeadBytes;
    private boolean inHead = true;
    private int headBytes;
    private boolean atLineStart;
    private boolean folded;
    private boolean leftOver;

    RequestDecoder(int maxHeadBytes) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeadBytes)
                .setMaxHeaderSize(maxHeadBytes)
                .setMaxChunkSize(LARGEST_PIECE)
                .setValidateHeaders(true)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false));
        this.maxHeadBytes = maxHeadBytes;
    }

    /** Whether a head has begun to arrive and has not ended. */
    boolean isWithinHead() {
        return inHead && (headBytes > 0 || leftOver);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int decoded = out.size();
        int from = in.readerIndex();
        boolean head = inHead;
        super.decode(ctx, in, out);
        if (head) {
            look(in, from, in.readerIndex());
        }
        for (int i = decoded; i < out.size(); i++) {
            decoded(out.get(i));
        }
        leftOver = in.isReadable();
    }

    private void decoded(Object message) {
        if (message instanceof HttpRequest request) {
            if (request.decoderResult().isSuccess()) {
                check(request);
            }
            inHead = false;
        }
        if (message instanceof LastHttpContent) {
            inHead = true;
            headBytes = 0;
            atLineStart = false;
            folded = false;
        }
    }

    private void check(HttpMessage request) {
        if (folded) {
            request.setDecoderResult(
                    DecoderResult.failure(new AmbiguousFraming("a header field is folded over lines")));
        } else if (headBytes > maxHeadBytes) {
            request.setDecoderResult(DecoderResult.failure(
                    new TooLongHttpHeaderException("head of " + headBytes + " bytes, more than " + maxHeadBytes)));
        }
    }

    /** Looks at the part of a head that was just consumed, for lines that begin with white space. */
    private void look(ByteBuf in, int from, int to) {
        headBytes += to - from;
        if (from < to && atLineStart) {
            noteLineStart(in.getByte(from));
        }
        int at = from;
        while (at < to) {
            int newline = in.indexOf(at, to, (byte) '\n');
            if (newline < 0) {
                atLineStart = false;
                return;
            }
            at = newline + 1;
            if (at < to) {
                noteLineStart(in.getByte(at));
            }
        }
        atLineStart = from < to || atLineStart;
    }

    private void noteLineStart(byte first) {
        folded |= first == ' ' || first == '\t';
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new AmbiguousFraming("both Transfer-Encoding and Content-Length");
    }
}
