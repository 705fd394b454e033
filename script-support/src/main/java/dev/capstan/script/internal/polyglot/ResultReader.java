package dev.capstan.script.internal.polyglot;

import dev.capstan.engine.spi.script.ScriptException;
import dev.capstan.engine.spi.script.ScriptLimits;
import dev.capstan.script.internal.run.ResultBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.graalvm.polyglot.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Copies a result out of its context. Reading a value may run the script's own code (getters, iterators). */
final class ResultReader {
    private final GuestScope scope;
    private final ResultBuilder result;
    private final Deque<Value> parents = new ArrayDeque<>();

    ResultReader(GuestScope scope, ScriptLimits limits) {
        this.scope = scope;
        this.result = new ResultBuilder(limits);
    }

    JsonNode read(Value value) throws ScriptException {
        if (value.isNull()) {
            return result.nothing();
        }
        if (value.isString()) {
            return result.text(value.asString());
        }
        if (value.isBoolean()) {
            return result.bool(value.asBoolean());
        }
        if (value.isNumber()) {
            return number(value);
        }
        JsonNode special = scope.copyOut(value, result);
        if (special != null) {
            return special;
        }
        if (value.canExecute() || value.canInstantiate()) {
            throw result.notJson("is a function");
        }
        return nested(value);
    }

    private JsonNode number(Value value) throws ScriptException {
        if (value.fitsInLong()) {
            return result.integer(value.asLong());
        }
        return scope.copyNumber(value, result);
    }

    private JsonNode nested(Value value) throws ScriptException {
        if (result.isFull() && parents.contains(value)) {
            throw result.notJson("contains itself");
        }
        result.begin();
        parents.push(value);
        JsonNode copy;
        if (value.hasHashEntries()) {
            copy = entries(value);
        } else if (value.hasArrayElements()) {
            copy = elements(value);
        } else if (value.hasIterator()) {
            copy = iterated(value);
        } else {
            copy = members(value);
        }
        parents.pop();
        result.end();
        return copy;
    }

    private JsonNode elements(Value array) throws ScriptException {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (long at = 0; at < array.getArraySize(); at++) {
            result.element(at);
            copy.add(read(array.getArrayElement(at)));
        }
        return copy;
    }

    private JsonNode iterated(Value iterable) throws ScriptException {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        Value iterator = iterable.getIterator();
        for (long at = 0; iterator.hasIteratorNextElement(); at++) {
            result.element(at);
            copy.add(read(iterator.getIteratorNextElement()));
        }
        return copy;
    }

    private JsonNode entries(Value map) throws ScriptException {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        Value iterator = map.getHashEntriesIterator();
        while (iterator.hasIteratorNextElement()) {
            Value entry = iterator.getIteratorNextElement();
            Value key = entry.getArrayElement(0);
            if (!key.isString()) {
                throw result.notJson("has a key that is no text");
            }
            member(copy, key.asString(), entry.getArrayElement(1));
        }
        return copy;
    }

    private JsonNode members(Value object) throws ScriptException {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (String name : object.getMemberKeys()) {
            member(copy, name, object.getMember(name));
        }
        return copy;
    }

    private void member(ObjectNode copy, String name, Value value) throws ScriptException {
        if (!scope.isLeftOut(value)) {
            result.member(name);
            copy.set(name, read(value));
        }
    }
}
