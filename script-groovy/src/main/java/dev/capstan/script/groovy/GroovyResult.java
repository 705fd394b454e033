package dev.capstan.script.groovy;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.script.internal.run.ResultBuilder;
import groovy.lang.Closure;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Copies a result into JSON. */
final class GroovyResult {
    private final ResultBuilder result;
    private final Deque<Object> parents = new ArrayDeque<>();

    GroovyResult(ScriptLimits limits) {
        result = new ResultBuilder(limits);
    }

    JsonNode read(@Nullable Object value) throws ScriptException {
        if (value == null) {
            return result.nothing();
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return result.text(value.toString());
        }
        if (value instanceof Boolean bool) {
            return result.bool(bool);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map || value instanceof Iterable || value.getClass().isArray()) {
            return nested(value);
        }
        throw result.notJson(
                value instanceof Closure || value instanceof Class
                        ? "is a function"
                        : "is an object of the type " + value.getClass().getSimpleName());
    }

    private JsonNode number(Number number) throws ScriptException {
        if (number instanceof BigInteger integer) {
            return result.integer(integer);
        }
        if (number instanceof BigDecimal decimal) {
            double near = decimal.doubleValue();
            return Double.isFinite(near) && BigDecimal.valueOf(near).compareTo(decimal) == 0
                    ? result.number(near)
                    : result.number(decimal);
        }
        return number instanceof Double || number instanceof Float
                ? result.number(number.doubleValue())
                : result.integer(number.longValue());
    }

    private JsonNode nested(Object value) throws ScriptException {
        if (result.isFull() && parents.stream().anyMatch(parent -> parent == value)) {
            throw result.notJson("contains itself");
        }
        result.begin();
        parents.push(value);
        JsonNode copy;
        if (value instanceof Map<?, ?> map) {
            copy = members(map);
        } else if (value instanceof Iterable<?> elements) {
            copy = elements(elements);
        } else {
            copy = array(value);
        }
        parents.pop();
        result.end();
        return copy;
    }

    private JsonNode members(Map<?, ?> map) throws ScriptException {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof CharSequence key)) {
                throw result.notJson("has a key that is no text");
            }
            result.member(key.toString());
            copy.set(key.toString(), read(entry.getValue()));
        }
        return copy;
    }

    private JsonNode elements(Iterable<?> elements) throws ScriptException {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        long at = 0;
        for (Object element : elements) {
            result.element(at++);
            copy.add(read(element));
        }
        return copy;
    }

    private JsonNode array(Object array) throws ScriptException {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (int at = 0; at < Array.getLength(array); at++) {
            result.element(at);
            copy.add(read(Array.get(array, at)));
        }
        return copy;
    }
}
