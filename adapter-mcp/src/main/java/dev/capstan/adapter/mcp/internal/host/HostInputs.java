package dev.capstan.adapter.mcp.internal.host;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a client has answered so far.
 *
 * @param binding whom and what the request is for
 * @param sealed answers of earlier rounds
 * @param responses answers that came with this request
 */
record HostInputs(String binding, Map<String, JsonNode> sealed, Map<String, JsonNode> responses) {}
