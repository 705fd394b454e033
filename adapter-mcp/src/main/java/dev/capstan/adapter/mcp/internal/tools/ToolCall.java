package dev.capstan.adapter.mcp.internal.tools;

import dev.capstan.adapter.mcp.internal.content.ContentKind;
import dev.capstan.adapter.mcp.internal.content.FirstText;
import dev.capstan.adapter.mcp.internal.content.ToolResult;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.ReplyChannel;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.reduce.Reduction;
import dev.capstan.adapter.mcp.internal.reduce.Selection;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * One call of a tool, from its arguments to its result.
 *
 * <p>In the versions with a handshake, a client that goes away has not cancelled its call. So only calls that read are given up
 * then; others run to their end, and no one gets their answer.
 */
final class ToolCall implements MethodCall, ReplyListener, ReplyChannel.GoneListener {
    private final JsonMapper mapper;
    private final ServedTool tool;
    private final @Nullable JsonNode[] arguments;
    private final Reduction reduction;
    private @Nullable Responder responder;
    private PendingCall pending = PendingCall.DONE;
    private @Nullable ProgressTicker ticker;
    private boolean gone;
    private boolean answered;

    ToolCall(JsonMapper mapper, ServedTool tool, @Nullable JsonNode[] arguments, Reduction reduction) {
        this.mapper = mapper;
        this.tool = tool;
        this.arguments = arguments;
        this.reduction = reduction;
    }

    @Override
    public void answer(Responder responder) {
        this.responder = responder;
        responder.onGone(this);
        PendingCall started = tool.plan()
                .call(
                        new UnitCall(
                                responder.channel().eventLoop(),
                                responder.channel().callContext(),
                                arguments,
                                Body.empty(),
                                null,
                                null),
                        this);
        pending = started;
        if (!answered) {
            ticker = ProgressTicker.start(
                    responder, "still waiting for " + tool.failureText().source());
        }
    }

    private void answered() {
        answered = true;
        if (ticker != null) {
            ticker.stop();
        }
    }

    @Override
    public void onGone(boolean cancelled) {
        gone = true;
        answered();
        if (cancelled || tool.onlyReads()) {
            pending.cancel();
        }
    }

    @Override
    public void onFailure(CallFailure failure) {
        answered();
        Responder out = responder;
        if (out == null || gone) {
            return;
        }
        if (failure instanceof CallFailure.InvalidArguments invalid) {
            new CallToolMethod.InvalidArguments(tool.failureText(), invalid.detail()).answer(out);
        } else {
            ToolResult.error(out, tool.failureText().of(failure));
        }
    }

    @Override
    public void onReply(Reply reply) {
        answered();
        Responder out = responder;
        if (out == null || gone) {
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
                    answer.body(),
                    text -> ToolResult.error(out, tool.failureText().upstreamStatus(answer.status(), text)));
            return;
        }
        ContentKind kind = kindOf(answer);
        if (kind.isText() && !reduction.leavesAlone(answer.body().length())) {
            ReducedAnswer.send(out, tool, answer.body(), answer.status(), reduction, () -> gone);
        } else if (reduction.selection() != null) {
            answer.body().discard();
            ToolResult.error(out, tool.failureText().notJson(Selection.ARGUMENT));
        } else if (answer.body() instanceof Body.Stream stream) {
            ToolResult.stream(out, kind, stream, tool.failureText(), answer.status(), reduction.maxBytes());
        } else if (answer.body() instanceof Body.Whole whole && whole.bytes().isReadable()) {
            ToolResult.whole(out, kind, whole.bytes(), tool.failureText(), reduction.maxBytes());
        } else {
            answer.body().discard();
            if (tool.hasOutputSchema()) {
                // A client that knows the schema refuses a result without structured content.
                write(NullNode.getInstance(), out);
            } else {
                ToolResult.text(out, tool.failureText().noContent(answer.status()));
            }
        }
    }

    private ContentKind kindOf(UpstreamResponse answer) {
        return ContentKind.of(answer.headers().get("content-type"), tool.blobUri());
    }

    private void write(JsonNode value, Responder out) {
        JsonNode whole = value.isNull() && tool.hasOutputSchema() ? mapper.createObjectNode() : value;
        Reduction.Reduced reduced = reduction.ofShaped(whole);
        JsonNode kept = reduced.value();
        byte[] json = reduced.json();
        byte[] structured = null;
        if (kept != null && kept.isObject()) {
            structured = tool.hasOutputSchema() && FoundMembers.isAnyMissing(kept)
                    ? Json.writeBytes(FoundMembers.of(kept))
                    : json;
        }
        if (kept == null || json.length + (structured == null ? 0 : structured.length) > reduction.maxBytes()) {
            // A part of it would be no JSON.
            ToolResult.error(out, tool.failureText().tooLong(reduction.maxBytes()));
            return;
        }
        ToolResult.json(
                out,
                json,
                structured,
                reduced.leftOut().isEmpty()
                        ? null
                        : tool.failureText().cut(reduction.maxTokens(), reduced.leftOut(), tool.argumentsForLess()));
    }
}
