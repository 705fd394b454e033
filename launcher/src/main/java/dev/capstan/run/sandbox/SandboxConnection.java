package dev.capstan.run.sandbox;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Turns HTTP into {@link SandboxResources}' terms and back. All connections of a sandbox share one event loop. */
final class SandboxConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String REQUESTS = "/__sandbox/requests";

    private final SandboxResources resources;
    private final ReceivedRequests received;
    private final Consumer<String> log;

    SandboxConnection(SandboxResources resources, ReceivedRequests received, Consumer<String> log) {
        this.resources = resources;
        this.received = received;
        this.log = log;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        send(context, message, reply(message));
    }

    private SandboxReply reply(FullHttpRequest message) {
        if (!message.decoderResult().isSuccess()) {
            return SandboxReply.problem(400, "the request is no HTTP");
        }
        String target = message.uri();
        int mark = target.indexOf('?');
        String rawPath = mark < 0 ? target : target.substring(0, mark);
        if (rawPath.equals(REQUESTS) && message.method().equals(HttpMethod.GET)) {
            return SandboxReply.of(200, received.list());
        }
        ResourcePath path;
        try {
            path = ResourcePath.parse(rawPath);
        } catch (IllegalArgumentException broken) {
            return SandboxReply.problem(400, "the path has a broken escape");
        }
        SandboxRequest request = new SandboxRequest(
                message.method().name(),
                path,
                target,
                message.headers().entries().stream()
                        .map(header -> Map.entry(header.getKey(), header.getValue()))
                        .toList(),
                ByteBufUtil.getBytes(message.content()),
                message.headers().get(HttpHeaderNames.CONTENT_TYPE));
        SandboxReply reply = resources.answer(request);
        received.add(request, reply.status());
        log.accept("sandbox: " + request.method() + " " + ReceivedRequests.target(request) + " -> " + reply.status());
        return reply;
    }

    private static void send(ChannelHandlerContext context, FullHttpRequest message, SandboxReply reply) {
        byte[] body = reply.body() == null ? new byte[0] : JsonMapper.shared().writeValueAsBytes(reply.body());
        boolean head = message.method().equals(HttpMethod.HEAD);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        if (reply.status() != HttpResponseStatus.NO_CONTENT.code()) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        if (reply.body() != null) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        }
        if (reply.location() != null) {
            response.headers().set(HttpHeaderNames.LOCATION, reply.location());
        }
        if (message.method().equals(HttpMethod.OPTIONS)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        }
        boolean keepAlive = HttpUtil.isKeepAlive(message);
        context.writeAndFlush(response)
                .addListener(keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
    }

    /** A client that goes away is a client's right. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
