package dev.example.lines;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.ArgumentSchema;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Reads {@code name {"argument": value}}; writes the name with the reply or {@code error: …}, as replies come. */
final class LinesHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final long LARGEST_REPLY = 64 * 1024;

    private final AdapterPlan plan;
    private final OpenCalls calls;

    LinesHandler(AdapterPlan plan, OpenCalls calls) {
        this.plan = plan;
        this.calls = calls;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext connection, ByteBuf line) {
        String[] words = line.toString(StandardCharsets.UTF_8).split(" ", 2);
        UnitPlan unit = plan.units().stream()
                .filter(candidate -> candidate.linked().name().equals(words[0]))
                .findFirst()
                .orElse(null);
        JsonNode given = words.length == 1 ? Json.read("{}") : Json.read(words[1]);
        if (unit == null || given == null || !given.isObject()) {
            write(connection, words[0], "error: write the name of a tool and a JSON object");
            return;
        }
        // Arguments are judged by the unit's schemas, in the same words as everywhere else.
        JsonNode[] values = new JsonNode[unit.arguments().all().size()];
        for (var member : given.properties()) {
            for (ArgumentSchema schema : unit.arguments().find(member.getKey())) {
                JsonNode accepted = member.getValue().isNull() ? null : schema.accept(member.getValue());
                if (accepted == null && !member.getValue().isNull()) {
                    write(connection, words[0], "error: " + schema.problem(member.getValue()).detail());
                    return;
                }
                values[schema.argument().index()] = accepted;
            }
        }
        if (!calls.begin()) {
            write(connection, words[0], "error: " + new CallFailure.EngineClosing().detail());
            return;
        }
        UnitCall call = new UnitCall(
                connection.channel().eventLoop(), CallContext.NONE, values, Body.empty(), null, null);
        unit.call(call, new ReplyLine(connection, words[0], calls));
    }

    /** A line that is too long is left out by whoever reads lines; what else goes wrong ends the connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
        if (!(cause instanceof TooLongFrameException)) {
            connection.close();
        }
    }

    private static ChannelFuture write(ChannelHandlerContext connection, String name, String reply) {
        return connection.writeAndFlush(ByteBufUtil.writeUtf8(connection.alloc(), name + " " + reply + "\n"));
    }

    /** Writes one reply, which ends the call. Invoked on the connection's event loop. */
    private record ReplyLine(ChannelHandlerContext connection, String name, OpenCalls calls)
            implements ReplyListener, BodyCollector.Listener {
        private void end(String reply) {
            write(connection, name, reply).addListener(written -> calls.end());
        }

        @Override
        public void onReply(Reply reply) {
            if (reply instanceof Reply.Shaped shaped) {
                end(Json.write(shaped.value()));
            } else if (reply instanceof Reply.Identity identity) {
                BodyCollector.collect(identity.response().body(), connection.alloc(), LARGEST_REPLY, this);
            }
        }

        @Override
        public void onFailure(CallFailure failure) {
            end("error: " + failure.detail());
        }

        @Override
        public void onCollected(ByteBuf bytes) {
            end(bytes.toString(StandardCharsets.UTF_8).replace("\n", " "));
            bytes.release();
        }

        @Override
        public void onTooLarge(long limit) {
            end("error: the reply is longer than " + limit + " bytes");
        }

        @Override
        public void onFailure(Throwable failure) {
            end("error: the reply broke off");
        }
    }
}
