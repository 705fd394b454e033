package dev.capstan.adapter.mcp.internal.protocol;

import dev.capstan.engine.exchange.JsonLimits;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How messages are read and written. */
public final class MessageJson {
    /** Deeper arguments are refused: no API takes them, and every reader of them recurses. */
    private static final int DEEPEST = 200;
    /** Immutable, and slow to make. Strings are as long as the longest message at most. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxTokenCount(JsonLimits.REQUEST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private MessageJson() {}

    /** The mapper, with its limits. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
