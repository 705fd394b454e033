package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.call.CallContext;
import dev.capstan.http.head.HeaderText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header lines that tell an upstream which request and trace a call belongs to. */
public final class ContextHeaders {
    static final String REQUEST_ID = "x-request-id";
    static final String TRACE_PARENT = "traceparent";

    private static final byte[] REQUEST_ID_LINE = "X-Request-Id: ".getBytes(StandardCharsets.US_ASCII);

    private ContextHeaders() {}

    /** Writes the request's identifier, if there is one. */
    static void writeRequestId(CallContext context, ByteBuf out) {
        String id = context.requestId();
        if (id != null && fits(id)) {
            out.writeBytes(REQUEST_ID_LINE);
            ByteBufUtil.writeUtf8(out, id);
            out.writeByte('\r').writeByte('\n');
        }
    }

    /** Writes the trace, if there is one and nobody observes the call, who could have another one for each attempt. */
    static boolean writeTrace(CallContext context, ByteBuf out) {
        String lines = context.observer() == null ? traceLines(context.traceParent(), context.traceState()) : null;
        if (lines == null) {
            return false;
        }
        ByteBufUtil.writeUtf8(out, lines);
        out.writeByte('\r').writeByte('\n');
        return true;
    }

    /** The lines for a trace, joined by CR LF; null without a trace. */
    public static @Nullable String traceLines(@Nullable String parent, @Nullable String state) {
        if (parent == null || !fits(parent)) {
            return null;
        }
        List<String> lines = new ArrayList<>(2);
        lines.add(TRACE_PARENT + ": " + parent);
        if (state != null && fits(state)) {
            lines.add("tracestate: " + state);
        }
        return String.join("\r\n", lines);
    }

    private static boolean fits(String value) {
        return !value.isEmpty() && HeaderText.hasNoControls(value);
    }
}
