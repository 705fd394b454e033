package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.call.CallContext;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request to an upstream.
 *
 * @param eventLoop where everything of this call happens
 * @param context deadline, caller and trace of the call that this request belongs to
 * @param values by the index of {@link dev.capstan.document.linked.LinkedOperation#inputs()}; null leaves an input out. What
 *     those of body and template inputs hold has gone into {@code body}: it is to be sent from there. Not changed once handed over.
 * @param body what the body is made from
 * @param acceptEncoding the content codings that whoever reads the answer's bytes can take; null when they must come
 *     without any
 */
public record OperationRequest(
        EventLoop eventLoop,
        CallContext context,
        @Nullable JsonNode[] values,
        RequestContent body,
        @Nullable CharSequence acceptEncoding) {}
