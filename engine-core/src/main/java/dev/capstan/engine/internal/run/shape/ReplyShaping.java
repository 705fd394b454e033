package dev.capstan.engine.internal.run.shape;

import dev.capstan.document.syntax.JsonPathExpression;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a unit's decoded answers become replies. Counts values that could not be converted; warns of the first. */
public final class ReplyShaping {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyShaping.class);

    private final Shaper shaper;
    private final List<Map.Entry<String, JsonPathExpression>> overlay;
    private final long limit;
    private final LongAdder losses = new LongAdder();

    /**
     * @param overlay the operation's named outputs, laid over an object answer
     * @param limit the longest answer that is read, in bytes
     */
    public ReplyShaping(Shaper shaper, List<Map.Entry<String, JsonPathExpression>> overlay, long limit) {
        this.shaper = shaper;
        this.overlay = overlay;
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }

    /** How many values were null in replies because their type was another than declared. */
    public long losses() {
        return losses.sum();
    }

    public JsonNode shape(JsonNode answer, @Nullable JsonNode[] arguments) {
        return shaper.shape(overlay.isEmpty() ? answer : overlaid(answer), arguments, this::lost);
    }

    /** Declared names win over the answer's own fields; everything else stays reachable. */
    private JsonNode overlaid(JsonNode answer) {
        ObjectNode laid = answer instanceof ObjectNode object
                ? object.objectNode().setAll(object)
                : JsonNodeFactory.instance.objectNode();
        boolean found = answer instanceof ObjectNode;
        for (Map.Entry<String, JsonPathExpression> output : overlay) {
            JsonNode value = output.getValue().evaluate(answer);
            if (value != null) {
                laid.set(output.getKey(), value);
                found = true;
            }
        }
        // An answer that is no object, and of which no output was found, is better left as it is.
        return found && (answer instanceof ObjectNode || !answer.isArray()) ? laid : answer;
    }

    private void lost(Shaper.OfValue where) {
        if (losses.sum() == 0) {
            LOG.warn(
                    "{}: a value is not of the declared type {} and becomes null; later ones are only counted",
                    where.place(),
                    where.type());
        }
        losses.increment();
    }
}
