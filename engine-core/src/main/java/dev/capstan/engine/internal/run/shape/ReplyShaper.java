package dev.capstan.engine.internal.run.shape;

import dev.capstan.document.syntax.JsonPathExpression;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** How the decoded responses of a unit become replies. Counts values that could not be converted; warns of the first. */
public final class ReplyShaper {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyShaper.class);

    private final Shaper shaper;
    private final LongAdder losses = new LongAdder();

    /** A shaper of replies by that shape. */
    public ReplyShaper(Shaper shaper) {
        this.shaper = shaper;
    }

    /** How many values were null in replies because their type was another than declared. */
    public long losses() {
        return losses.sum();
    }

    /**
     * The reply for a value, which is JSON null for a mock.
     *
     * @throws dev.capstan.document.syntax.BoundedJsonPath.TooCostlyException when evaluating paths takes too many steps
     */
    public JsonNode shape(JsonNode value, @Nullable JsonNode[] frame) {
        return shaper.shape(value, frame, new Shaper.Shaping(this::lost, JsonPathExpression.budget()));
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
