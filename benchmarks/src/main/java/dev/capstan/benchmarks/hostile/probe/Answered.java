package dev.capstan.benchmarks.hostile.probe;

import dev.capstan.benchmarks.wire.Answers;
import dev.capstan.benchmarks.wire.Reply;
import org.jspecify.annotations.Nullable;

/** Judges answers of the REST and the MCP adapter alike. */
final class Answered {
    private Answered() {}

    /** Whether the answer is a success that carries the item of that id, and no other. */
    static boolean withItem(Reply reply, String id) {
        String text = reply.text();
        return reply.is(200) && text.replace("\\\"", "\"").contains(Answers.itemJson(id)) && !isToolError(reply);
    }

    /** Whether the call was answered as failed: a status of 400 or more, an error of JSON-RPC, or an error result. */
    static boolean withFailure(Reply reply) {
        return reply.isComplete() && (reply.status() >= 400 || isToolError(reply) || isRpcError(reply));
    }

    /** Whether the call was refused because too much is going on, and in a way that tells the client to come back. */
    static boolean withBusy(Reply reply) {
        if (reply.is(503)) {
            return reply.field("retry-after") != null;
        }
        return reply.is(200) && (isToolError(reply) || isRpcError(reply));
    }

    /** Why a busy answer is not a good one; null when it is. */
    static @Nullable String faultOfBusy(Reply reply) {
        if (withBusy(reply)) {
            return null;
        }
        return reply.is(503) ? "503 without Retry-After" : reply.summary();
    }

    private static boolean isToolError(Reply reply) {
        return reply.text().replace(" ", "").contains("\"isError\":true");
    }

    private static boolean isRpcError(Reply reply) {
        return reply.text().replace(" ", "").contains("\"error\":{");
    }
}
