package dev.capstan.engine.internal.run.shape;

import dev.capstan.document.linked.output.OutputOverlay;
import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.StepBudget;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lays the named outputs of an operation over its decoded responses. Immutable. */
public final class ResponseOverlay {
    private final List<Map.Entry<String, JsonPathExpression>> outputs;
    private final boolean isOfWholeArray;

    /** An overlay of these outputs. */
    public ResponseOverlay(OutputOverlay linked) {
        this.outputs = List.copyOf(linked.outputs().entrySet());
        this.isOfWholeArray = linked.isOfWholeArray();
    }

    /**
     * The response with the outputs laid over it; the response itself when there are none.
     *
     * @throws dev.capstan.document.syntax.BoundedJsonPath.TooCostlyException when evaluating their paths takes too many steps
     */
    public JsonNode over(JsonNode response) {
        if (outputs.isEmpty()) {
            return response;
        }
        StepBudget budget = JsonPathExpression.budget();
        if (!(response instanceof ArrayNode array)) {
            return overOne(response, budget);
        }
        if (isOfWholeArray) {
            return laid(JsonNodeFactory.instance.objectNode(), response, budget);
        }
        ArrayNode elements = array.arrayNode(array.size());
        for (JsonNode element : array) {
            elements.add(element instanceof ObjectNode ? overOne(element, budget) : element);
        }
        return elements;
    }

    /** A scalar of which no output is found is left as it is. */
    private JsonNode overOne(JsonNode response, StepBudget budget) {
        if (response instanceof ObjectNode object) {
            return laid(NamedRoot.copy(object), response, budget);
        }
        ObjectNode found = laid(JsonNodeFactory.instance.objectNode(), response, budget);
        return found.isEmpty() ? response : found;
    }

    private ObjectNode laid(ObjectNode onto, JsonNode response, StepBudget budget) {
        for (Map.Entry<String, JsonPathExpression> output : outputs) {
            JsonNode value = output.getValue().evaluate(response, budget);
            if (value != null) {
                onto.set(output.getKey(), value);
            }
        }
        return onto;
    }
}
