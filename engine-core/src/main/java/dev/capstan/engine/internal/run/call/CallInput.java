package dev.capstan.engine.internal.run.call;

import dev.capstan.engine.exchange.Body;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a request is made from.
 *
 * @param frame the call's arguments, then the results of its steps so far
 * @param body the caller's body; empty for a step
 * @param contentType of that body; null when the caller did not say
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CallInput(
        @Nullable JsonNode[] frame, Body body, @Nullable String contentType) {}
