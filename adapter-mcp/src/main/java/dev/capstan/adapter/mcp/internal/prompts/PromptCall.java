package dev.capstan.adapter.mcp.internal.prompts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.capstan.adapter.mcp.internal.protocol.Freshness;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.MethodCall;
import dev.capstan.adapter.mcp.internal.protocol.Responder;
import dev.capstan.adapter.mcp.internal.text.JsonTextEscaper;
import dev.capstan.engine.exchange.MemoryBudget;
import dev.capstan.engine.failure.CallFailure;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Writes a prompt's messages.
 *
 * @param length of their texts together
 */
record PromptCall(ServedPrompt prompt, List<String> values, long length) implements MethodCall {
    private static final byte[] DESCRIPTION = "\"description\":\"".getBytes(US_ASCII);
    private static final byte[] DESCRIPTION_END = "\",".getBytes(US_ASCII);
    private static final byte[] MESSAGES = "\"messages\":[".getBytes(US_ASCII);
    private static final byte[] ROLE = "{\"role\":\"".getBytes(US_ASCII);
    private static final byte[] TEXT = "\",\"content\":{\"type\":\"text\",\"text\":\"".getBytes(US_ASCII);
    private static final byte[] TEXT_END = "\"}}".getBytes(US_ASCII);
    /** A message's text, its bytes and their escaped form. */
    private static final int COPIES = 6;

    private static final long LITTLE = 4096;

    @Override
    public void answer(Responder responder) {
        if (length <= LITTLE) {
            write(responder);
            return;
        }
        responder.channel().memory().hold(COPIES * length, new MemoryBudget.Listener() {
            @Override
            public void onReserved() {
                write(responder);
            }

            @Override
            public void onExhausted() {
                responder.refuse(JsonRpcError.internalError(new CallFailure.Overloaded().detail()));
            }
        });
    }

    private void write(Responder responder) {
        ByteBuf out = responder.begin((int) (length + (length >> 2)) + 256, Freshness.UNSAID);
        if (prompt.description() != null) {
            out.writeBytes(DESCRIPTION);
            JsonTextEscaper.write(prompt.description(), out);
            out.writeBytes(DESCRIPTION_END);
        }
        out.writeBytes(MESSAGES);
        boolean isFirst = true;
        for (ServedPrompt.Message message : prompt.messages()) {
            if (!isFirst) {
                out.writeByte(',');
            }
            isFirst = false;
            out.writeBytes(ROLE).writeBytes(message.role().getBytes(US_ASCII)).writeBytes(TEXT);
            JsonTextEscaper.write(message.text().with(values), out);
            out.writeBytes(TEXT_END);
        }
        responder.send(out.writeByte(']'));
    }
}
