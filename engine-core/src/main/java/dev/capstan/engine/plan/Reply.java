package dev.capstan.engine.plan;

import dev.capstan.engine.exchange.UpstreamResponse;
import tools.jackson.databind.JsonNode;

/** What a unit replies. */
public sealed interface Reply {
    /**
     * The upstream's response as it came: for identity replies, for every upstream status of 400 and above, and for responses
     * without content.
     */
    record Identity(UpstreamResponse response) implements Reply {}

    /**
     * A value made by the unit's output shape, by its steps, or by a mock.
     *
     * @param status the upstream's; 200 for a mock
     * @param value JSON null when nothing was found
     */
    record Shaped(int status, JsonNode value) implements Reply {}
}
