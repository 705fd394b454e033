package dev.capstan.engine.plan;

import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.Body;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call of a unit.
 *
 * @param eventLoop where everything of this call happens
 * @param context deadline, caller and trace; {@link CallContext#NONE} when nothing is known
 * @param arguments by the index of {@link dev.capstan.document.linked.LinkedUnit#arguments()}; null where the caller gave none. Not
 *     changed once handed over.
 * @param body the caller's body, for units that forward it; taken over, whatever happens
 * @param contentType of that body; null when the caller did not say
 * @param acceptEncoding the content codings the caller takes for a passed-through reply; null for none
 */
public record UnitCall(
        EventLoop eventLoop,
        CallContext context,
        @Nullable JsonNode[] arguments,
        Body body,
        @Nullable String contentType,
        @Nullable CharSequence acceptEncoding) {}
