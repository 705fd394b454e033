package dev.capstan.engine.internal.run.step;

import dev.capstan.document.syntax.JsonPathExpression;
import dev.capstan.document.syntax.StepBudget;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.internal.run.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static final int LONGEST_EXPONENT = 1000;

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
        StepBudget budget = JsonPathExpression.budget();
        if (!wanted.isArray()) {
            JsonNode row = rows.get(key(wanted));
            return row == null ? NODES.nullNode() : reduced(row, budget);
        }
        ArrayNode all = NODES.arrayNode();
        for (JsonNode one : wanted) {
            JsonNode row = rows.get(key(one));
            if (row != null) {
                all.add(reduced(row, budget));
            }
        }
        return all;
    }

    private ObjectNode reduced(JsonNode row, StepBudget budget) {
        ObjectNode kept = NODES.objectNode();
        for (Map.Entry<String, JsonPathExpression> output : outputs) {
            JsonNode found = output.getValue().evaluate(row, budget);
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
            Map<String, JsonNode> columns = columns(result, column.size());
            for (int i = 0; i < column.size(); i++) {
                rows.add(row(columns, i));
            }
        } else if (result.isObject()) {
            rows.add(result);
        }
        return rows;
    }

    /** The fields that are arrays of that length. */
    private static Map<String, JsonNode> columns(JsonNode result, int length) {
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        result.properties().forEach(field -> {
            if (field.getValue().isArray() && field.getValue().size() == length) {
                columns.put(field.getKey(), field.getValue());
            }
        });
        return columns;
    }

    /** One row of equally long columns. */
    private static ObjectNode row(Map<String, JsonNode> columns, int index) {
        ObjectNode row = NODES.objectNode();
        columns.forEach((name, column) -> row.set(name, column.get(index)));
        return row;
    }

    /** Written out, {@code 1e999999999} would be a gigabyte. */
    private static String shortest(BigDecimal number) {
        return Math.abs((long) number.scale()) > LONGEST_EXPONENT ? number.toString() : number.toPlainString();
    }

    /** A scalar as the text that is compared, numbers in their shortest form; null for what matches nothing. */
    private static @Nullable String key(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.signum() == 0 ? "0" : shortest(number.stripTrailingZeros());
        }
        return value.isBoolean() ? value.asString() : null;
    }
}
