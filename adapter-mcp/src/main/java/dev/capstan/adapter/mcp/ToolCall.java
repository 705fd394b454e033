package dev.capstan.adapter.mcp;

import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * One call of a tool, from its arguments to its result.
 *
 * <p>A client that goes away has not cancelled its call, by the protocol. So only calls that read are given up then; others
 * run to their end, and no one gets their answer.
 */
final class ToolCall implements MethodCall, ReplyListener, Runnable {
    private final JsonMapper mapper;
    private final ServedTool tool;
    private final McpProtocolVersion version;
    private final @Nullable JsonNode[] arguments;
    private @Nullable Responder responder;
    private PendingCall pending = PendingCall.DONE;
    private boolean clientGone;

    ToolCall(JsonMapper mapper, ServedTool tool, McpProtocolVersion version, @Nullable JsonNode[] arguments) {
        this.mapper = mapper;
        this.tool = tool;
        this.version = version;
        this.arguments = arguments;
    }

    @Override
    public void answer(Responder responder) {
        this.responder = responder;
        responder.onClientGone(this);
        pending = tool.plan()
                .call(
                        new UnitCall(
                                responder.eventLoop(), responder.callContext(), arguments, Body.empty(), null, null),
                        this);
    }

    /** The client has gone. */
    @Override
    public void run() {
        clientGone = true;
        if (tool.onlyReads()) {
            pending.cancel();
        }
    }

    @Override
    public void onFailure(CallFailure failure) {
        Responder out = responder;
        if (out == null || clientGone) {
            return;
        }
        if (failure instanceof CallFailure.InvalidArguments invalid) {
            new CallToolMethod.InvalidArguments(tool, version, invalid.detail()).answer(out);
        } else {
            out.toolError(tool.failureText().of(failure));
        }
    }

    @Override
    public void onReply(Reply reply) {
        Responder out = responder;
        if (out == null || clientGone) {
            discard(reply);
            return;
        }
        try {
            if (reply instanceof Reply.Identity passed) {
                pass(passed.response(), out);
            } else if (reply instanceof Reply.Shaped shaped) {
                write(shaped.value(), out);
            }
        } catch (RuntimeException defect) {
            out.defect(defect);
        }
    }

    private static void discard(Reply reply) {
        if (reply instanceof Reply.Identity passed) {
            passed.response().body().discard();
        }
    }

    private void pass(UpstreamResponse answer, Responder out) {
        if (answer.isError()) {
            FirstText.read(
                    answer.body(), text -> out.toolError(tool.failureText().upstreamStatus(answer.status(), text)));
        } else if (answer.body() instanceof Body.Stream stream) {
            ByteBuf head = out.begin(ToolResult.SIZE_AROUND_TEXT + 1024);
            ToolResult.beginText(head);
            out.send(new EscapedTextStream(stream.bytes(), head, tool.failureText()));
        } else if (answer.body() instanceof Body.Whole whole) {
            try {
                passWhole(whole.bytes(), out);
            } finally {
                whole.bytes().release();
            }
        } else if (tool.hasOutputSchema()) {
            // A client that knows the schema refuses a result without structured content.
            write(NullNode.getInstance(), out);
        } else {
            passWhole(Unpooled.EMPTY_BUFFER, out);
        }
    }

    private void passWhole(ByteBuf bytes, Responder responder) {
        int size = bytes.readableBytes();
        ByteBuf out = responder.begin(ToolResult.SIZE_AROUND_TEXT + size + (size >> 2));
        int begin = out.writerIndex();
        ToolResult.beginText(out);
        JsonTextEscaper escaper = new JsonTextEscaper(out);
        if (escaper.write(bytes) && escaper.isComplete()) {
            ToolResult.endText(out, null);
        } else {
            out.writerIndex(begin);
            ToolResult.error(tool.failureText().notUtf8(), out);
        }
        responder.send(out);
    }

    private void write(JsonNode value, Responder responder) {
        JsonNode whole = value.isNull() && tool.hasOutputSchema() ? mapper.createObjectNode() : value;
        ByteBuf json = Unpooled.wrappedBuffer(mapper.writeValueAsBytes(whole));
        ByteBuf out = responder.begin(2 * json.readableBytes() + 128);
        ToolResult.json(json, whole.isObject(), out);
        responder.send(out);
    }
}
