package dev.capstan.script.groovy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Copies of JSON in Groovy's own values: maps, lists, texts, booleans, integers, and decimals as exact as they were written. */
final class GroovyValues {
    private GroovyValues() {}

    static Map<String, @Nullable Object> of(Map<String, JsonNode> members) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        members.forEach((name, member) -> copy.put(name, of(member)));
        return copy;
    }

    /** A value that is also a member of the context is copied once. */
    static @Nullable Object member(Map<String, JsonNode> members, Map<String, @Nullable Object> copies, JsonNode value) {
        if (value.isContainer()) {
            for (Map.Entry<String, JsonNode> member : members.entrySet()) {
                if (member.getValue() == value) {
                    return copies.get(member.getKey());
                }
            }
        }
        return of(value);
    }

    private static @Nullable Object of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                value.forEachEntry((name, member) -> copy.put(name, of(member)));
                yield copy;
            }
            case ARRAY -> {
                List<@Nullable Object> copy = new ArrayList<>(value.size());
                value.forEach(element -> copy.add(of(element)));
                yield copy;
            }
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.isIntegralNumber() ? value.numberValue() : value.decimalValue();
            case STRING -> value.stringValue();
            default -> null;
        };
    }
}
