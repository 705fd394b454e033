package dev.capstan.adapter.mcp.internal.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.internal.content.ContentKind;
import dev.capstan.adapter.mcp.internal.content.ToolResult;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.reduce.Reduction;
import dev.capstan.adapter.mcp.internal.reduce.Selection;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.BodyCollector;
import dev.capstan.engine.exchange.Json;
import dev.capstan.engine.exchange.JsonMemory;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.failure.CallFailedException;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** The text of an upstream's answer, gathered and made smaller before a model gets it. One use; on the channel's event loop. */
final class ReducedAnswer implements BodyCollector.Listener, MemoryBudget.Listener {
    private final Responder responder;
    private final ServedTool tool;
    private final int status;
    private final Reduction reduction;
    private final BooleanSupplier gone;
    private @Nullable ByteBuf collected;

    private ReducedAnswer(Responder responder, ServedTool tool, int status, Reduction reduction, BooleanSupplier gone) {
        this.responder = responder;
        this.tool = tool;
        this.status = status;
        this.reduction = reduction;
        this.gone = gone;
    }

    /**
     * Answers with what is left of that body, which is taken over.
     *
     * @param status the upstream's
     * @param gone whether nobody waits any more
     */
    static void send(
            Responder responder, ServedTool tool, Body body, int status, Reduction reduction, BooleanSupplier gone) {
        BodyCollector.collect(
                body,
                responder.channel().allocator(),
                reduction.maxBytes(),
                responder.channel().memory(),
                new ReducedAnswer(responder, tool, status, reduction, gone));
    }

    @Override
    public void onCollected(ByteBuf bytes) {
        if (gone.getAsBoolean()) {
            bytes.release();
        } else if (!bytes.isReadable()) {
            bytes.release();
            ToolResult.text(responder, tool.failureText().noContent(status));
        } else {
            collected = bytes;
            // The bytes are there twice, and a third time as the result.
            responder
                    .channel()
                    .memory()
                    .hold(3L * bytes.readableBytes() + JsonMemory.of(bytes).peak(), this);
        }
    }

    @Override
    public void onReserved() {
        ByteBuf bytes = collected;
        collected = null;
        if (bytes == null) {
            return;
        }
        if (gone.getAsBoolean()) {
            bytes.release();
            return;
        }
        try {
            reduce(bytes);
        } catch (Selection.InvalidSelectionException e) {
            ToolResult.error(responder, tool.failureText().invalidArguments(e.reason()));
        } catch (RuntimeException defect) {
            responder.defect(defect);
        } finally {
            bytes.release();
        }
    }

    private void reduce(ByteBuf bytes) throws Selection.InvalidSelectionException {
        JsonNode value;
        try {
            value = Json.read(bytes);
        } catch (StreamConstraintsException e) {
            ToolResult.error(responder, tool.failureText().tooManyValues());
            return;
        }
        if (value == null) {
            reduceText(bytes);
            return;
        }
        Reduction.Reduced reduced = reduction.of(value);
        if (reduced.value() == null) {
            ToolResult.error(responder, tool.failureText().tooLong(reduction.maxBytes()));
        } else if (reduced.leftOut().isEmpty() && reduction.selection() == null) {
            asItIs(bytes);
        } else {
            ToolResult.json(responder, reduced.json(), null, note(reduced.leftOut()));
        }
    }

    private void reduceText(ByteBuf bytes) {
        if (reduction.selection() != null) {
            ToolResult.error(responder, tool.failureText().notJson(Selection.ARGUMENT));
            return;
        }
        String text = bytes.toString(UTF_8);
        String begin = reduction.cut(text);
        if (begin == null) {
            asItIs(bytes);
        } else {
            ToolResult.json(
                    responder,
                    begin.getBytes(UTF_8),
                    null,
                    note(List.of("it has " + (begin.length() - 1) + " of " + text.length() + " characters")));
        }
    }

    private void asItIs(ByteBuf bytes) {
        ToolResult.whole(responder, ContentKind.text(), bytes.retain(), tool.failureText(), reduction.maxBytes());
    }

    private @Nullable String note(List<String> leftOut) {
        return leftOut.isEmpty()
                ? null
                : tool.failureText().cut(reduction.maxTokens(), leftOut, tool.argumentsForLess());
    }

    @Override
    public void onExhausted() {
        ByteBuf bytes = collected;
        collected = null;
        if (bytes != null) {
            bytes.release();
            failed(tool.failureText().of(new CallFailure.Overloaded()));
        }
    }

    @Override
    public void onTooLarge(long limit) {
        failed(tool.failureText().tooLong(limit));
    }

    @Override
    public void onFailure(Throwable failure) {
        failed(
                failure instanceof CallFailedException failed
                        ? tool.failureText().of(failed.failure())
                        : tool.failureText().brokenOff());
    }

    private void failed(String why) {
        if (!gone.getAsBoolean()) {
            ToolResult.error(responder, why);
        }
    }
}
