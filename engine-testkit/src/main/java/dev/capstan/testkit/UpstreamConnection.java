package dev.capstan.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link RecordingUpstream}: records, and does what the answer says. */
final class UpstreamConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final RecordingUpstream upstream;
    private final int number;

    UpstreamConnection(RecordingUpstream upstream, int number) {
        this.upstream = upstream;
        this.number = number;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        List<Map.Entry<String, String>> headers = request.headers().entries().stream()
                .map(header -> Map.entry(header.getKey(), header.getValue()))
                .toList();
        byte[] body = ByteBufUtil.getBytes(request.content());
        UpstreamAnswer answer =
                upstream.record(new RecordedRequest(request.method().name(), request.uri(), headers, body, number));
        send(context, answer, HttpUtil.isKeepAlive(request));
    }

    private static void send(ChannelHandlerContext context, UpstreamAnswer answer, boolean keepAlive) {
        if (answer instanceof UpstreamAnswer.Whole whole) {
            when(context, whole.gate(), () -> sendWhole(context, whole, keepAlive));
        } else if (answer instanceof UpstreamAnswer.Pieces pieces) {
            sendPieces(context, pieces);
        } else if (answer instanceof UpstreamAnswer.Raw raw) {
            sendRaw(context, raw);
        } else if (answer instanceof UpstreamAnswer.ResetMidBody reset) {
            sendBegunBody(context, reset);
        } else if (answer instanceof UpstreamAnswer.Hangup) {
            context.close();
        }
    }

    private static void when(ChannelHandlerContext context, @Nullable CompletionStage<?> gate, Runnable action) {
        if (gate == null) {
            action.run();
        } else {
            gate.whenComplete((value, failure) -> context.executor().execute(action));
        }
    }

    private static void sendWhole(ChannelHandlerContext context, UpstreamAnswer.Whole whole, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(whole.status()), Unpooled.wrappedBuffer(whole.body()));
        whole.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
        boolean framed = response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || whole.status() == 204
                || whole.status() == 304;
        if (!framed) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, whole.body().length);
        }
        context.writeAndFlush(response)
                .addListener(keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
    }

    private static void sendPieces(ChannelHandlerContext context, UpstreamAnswer.Pieces pieces) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(pieces.status()));
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, pieces.contentType());
        HttpUtil.setTransferEncodingChunked(head, true);
        context.write(head);
        List<byte[]> all = pieces.pieces();
        if (!all.isEmpty()) {
            context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(all.get(0))));
        }
        when(context, pieces.gate(), () -> {
            all.stream()
                    .skip(1)
                    .forEach(piece -> context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))));
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        });
    }

    private static void sendRaw(ChannelHandlerContext context, UpstreamAnswer.Raw raw) {
        ByteBuf bytes = Unpooled.wrappedBuffer(raw.bytes());
        belowCodec(context)
                .writeAndFlush(bytes)
                .addListener(raw.thenClose() ? ChannelFutureListener.CLOSE : ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static void sendBegunBody(ChannelHandlerContext context, UpstreamAnswer.ResetMidBody reset) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, reset.begun().length + 1_000_000);
        context.write(head);
        context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(reset.begun())))
                .addListener(sent -> {
                    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                    context.close();
                });
    }

    private static ChannelHandlerContext belowCodec(ChannelHandlerContext context) {
        return context.pipeline().context(HttpServerCodec.class);
    }

    /** A client that goes away is a client's right. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
