package dev.capstan.engine.internal.run.step;

import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.internal.run.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A step that finds rows in the result of an earlier step. */
public final class LookupStepPlan implements CompiledStep {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String name;
    private final int rowsSlot;
    private final String match;
    private final Value value;
    private final List<Map.Entry<String, JsonPathExpression>> outputs;

    /**
     * A step.
     *
     * @param rowsSlot the slot that holds the rows
     * @param match the field that is compared
     * @param value what it is compared with
     * @param outputs what is kept of a row
     */
    public LookupStepPlan(
            String name, int rowsSlot, String match, Value value, List<Map.Entry<String, JsonPathExpression>> outputs) {
        this.name = name;
        this.rowsSlot = rowsSlot;
        this.match = match;
        this.value = value;
        this.outputs = List.copyOf(outputs);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String type() {
        return "lookup";
    }

    @Override
    public boolean onlyReads() {
        return true;
    }

    @Override
    public PendingCall run(StepInput input, Listener listener) {
        Map<String, JsonNode> rows = rows(input.frame()[rowsSlot]);
        JsonNode wanted = value.of(input.frame());
        listener.onResult(200, wanted == null ? NODES.nullNode() : found(rows, wanted));
        return PendingCall.DONE;
    }

    private JsonNode found(Map<String, JsonNode> rows, JsonNode wanted) {
        if (!wanted.isArray()) {
            JsonNode row = rows.get(key(wanted));
            return row == null ? NODES.nullNode() : reduced(row);
        }
        ArrayNode all = NODES.arrayNode();
        for (JsonNode one : wanted) {
            JsonNode row = rows.get(key(one));
            if (row != null) {
                all.add(reduced(row));
            }
        }
        return all;
    }

    private ObjectNode reduced(JsonNode row) {
        ObjectNode kept = NODES.objectNode();
        for (Map.Entry<String, JsonPathExpression> output : outputs) {
            JsonNode found = output.getValue().evaluate(row);
            kept.set(output.getKey(), found == null ? NODES.nullNode() : found);
        }
        return kept;
    }

    /** The first row of each value, by that value as text. */
    private Map<String, JsonNode> rows(@Nullable JsonNode result) {
        Map<String, JsonNode> byKey = new HashMap<>();
        if (result == null) {
            return byKey;
        }
        for (JsonNode row : list(result)) {
            JsonNode field = row.get(match);
            String key = field == null ? null : key(field);
            if (key != null) {
                byKey.putIfAbsent(key, row);
            }
        }
        return byKey;
    }

    private List<JsonNode> list(JsonNode result) {
        List<JsonNode> rows = new ArrayList<>();
        if (result.isArray()) {
            result.forEach(rows::add);
        } else if (result.isObject() && result.get(match) instanceof ArrayNode column) {
            for (int i = 0; i < column.size(); i++) {
                rows.add(row(result, column.size(), i));
            }
        } else if (result.isObject()) {
            rows.add(result);
        }
        return rows;
    }

    /** One row of equally long columns. */
    private static ObjectNode row(JsonNode columns, int length, int index) {
        ObjectNode row = NODES.objectNode();
        columns.properties().forEach(field -> {
            if (field.getValue().isArray() && field.getValue().size() == length) {
                row.set(field.getKey(), field.getValue().get(index));
            }
        });
        return row;
    }

    /** A scalar as the text that is compared, numbers in their shortest form; null for what matches nothing. */
    private static @Nullable String key(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return value.isBoolean() ? value.asString() : null;
    }
}
