package dev.example.ndjson;

import dev.capstan.engine.spi.format.DecodedPayload;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadDecoder;
import dev.capstan.engine.spi.format.PayloadException;
import dev.capstan.engine.spi.format.PayloadLimits;
import dev.capstan.engine.spi.format.PayloadText;
import io.netty.buffer.ByteBuf;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Decodes the answers of one operation. */
final class NdjsonDecoder implements PayloadDecoder {
    private final PayloadLimits limits;
    private final JsonMapper mapper;

    NdjsonDecoder(PayloadLimits limits) {
        this.limits = limits;
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(limits.maxDepth())
                                .build())
                        .build())
                .build();
    }

    @Override
    public DecodedPayload decode(ByteBuf bytes, String contentType) throws PayloadException {
        PayloadBudget budget = new PayloadBudget(limits);
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        budget.addValue();
        int number = 0;
        for (String line : (Iterable<String>) PayloadText.decode(bytes, contentType).lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                JsonNode value = value(line, number, budget);
                count(value, 2, budget);
                values.add(value);
            }
        }
        return DecodedPayload.of(values);
    }

    private JsonNode value(String line, int number, PayloadBudget budget) throws PayloadException {
        try {
            return mapper.readTree(line);
        } catch (StreamConstraintsException e) {
            budget.checkDepth(limits.maxDepth() + 1);
            throw new PayloadException("is too large in line " + number);
        } catch (JacksonException e) {
            throw new PayloadException("is not JSON in line " + number);
        }
    }

    /** Counts before the next line is read: what is beyond the limits is refused before it is all in memory. */
    private static void count(JsonNode value, int depth, PayloadBudget budget) throws PayloadException {
        budget.addValue();
        if (value.isContainer()) {
            budget.checkDepth(depth);
            for (JsonNode member : value.values()) {
                count(member, depth + 1, budget);
            }
        }
    }
}
