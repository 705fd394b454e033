package dev.capstan.engine.internal.run.step;

import dev.capstan.engine.call.CallContext;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a step runs on.
 *
 * @param eventLoop where everything of the call happens
 * @param context of the call, with what observes this step
 * @param memory what the results take
 * @param frame the call's arguments, then the results of the steps so far; not changed while the step reads it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StepInput(
        EventLoop eventLoop,
        CallContext context,
        RunMemory memory,
        @Nullable JsonNode[] frame) {}
