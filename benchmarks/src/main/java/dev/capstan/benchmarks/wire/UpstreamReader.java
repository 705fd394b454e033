package dev.capstan.benchmarks.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the requests of one connection together. */
final class UpstreamReader extends SimpleChannelInboundHandler<HttpObject> {
    private final FaultyUpstream upstream;
    private final UpstreamConnection connection;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private @Nullable UpstreamRequest head;
    private long bodyLength;
    private int ordinal;

    UpstreamReader(FaultyUpstream upstream, UpstreamConnection connection) {
        this.upstream = upstream;
        this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            upstream.onMalformed();
            context.close();
            return;
        }
        if (message instanceof HttpRequest request) {
            body.reset();
            bodyLength = 0;
            head = new UpstreamRequest(
                    ++ordinal, request.method().name(), request.uri(), fields(request), new byte[0], 0);
            upstream.onHead(head, connection);
        }
        UpstreamRequest begun = head;
        if (message instanceof HttpContent content && begun != null) {
            int length = content.content().readableBytes();
            int kept = Math.min(length, upstream.keep() - body.size());
            byte[] part = new byte[kept];
            content.content().getBytes(content.content().readerIndex(), part);
            body.writeBytes(part);
            bodyLength += length;
            if (message instanceof LastHttpContent) {
                head = null;
                upstream.onRequest(
                        new UpstreamRequest(
                                begun.ordinal(),
                                begun.method(),
                                begun.path(),
                                begun.fields(),
                                body.toByteArray(),
                                bodyLength),
                        connection);
            }
        }
    }

    private static Map<String, List<String>> fields(HttpRequest request) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.headers()
                .forEach(field -> fields.computeIfAbsent(
                                field.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                        .add(field.getValue()));
        return fields;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
