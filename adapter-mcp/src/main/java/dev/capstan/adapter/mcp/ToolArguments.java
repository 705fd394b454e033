package dev.capstan.adapter.mcp;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.syntax.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The arguments of one tool: reads those of a call straight into their slots, makes values of neighbouring types fit
 * where nothing is lost, and finds everything that is wrong with them.
 */
final class ToolArguments {
    /** More problems than this help no one. */
    private static final int MOST_PROBLEMS = 20;

    private static final int MOST_NAMES = 40;
    private static final int LONGEST_SHOWN_NAME = 80;

    /**
     * A tool's argument on the wire.
     *
     * @param wireName its name in the schema
     * @param argument what it feeds
     * @param type what it may be
     */
    record Slot(String wireName, Argument argument, ArgumentType type) {}

    private final JsonMapper mapper;
    private final List<Slot> slots;
    private final Map<String, Slot> byName = new HashMap<>();

    /**
     * @param arguments {@code arguments.get(i).index() == i}
     */
    ToolArguments(JsonMapper mapper, List<Argument> arguments) {
        this.mapper = mapper;
        List<String> wireNames =
                SafeNames.of(arguments.stream().map(Argument::name).toList());
        List<Slot> all = new ArrayList<>();
        for (Argument argument : arguments) {
            Slot slot = new Slot(
                    wireNames.get(argument.index()), argument, ArgumentType.of(argument.type(), argument.anyJson()));
            all.add(slot);
            byName.putIfAbsent(argument.name(), slot);
        }
        all.forEach(slot -> byName.put(slot.wireName(), slot));
        slots = List.copyOf(all);
    }

    /** The arguments, by index. */
    List<Slot> slots() {
        return slots;
    }

    /** No arguments: those of a call that gives none. */
    CheckedArguments none() {
        Reading reading = new Reading();
        reading.findMissing();
        return reading.checked();
    }

    /**
     * Reads the arguments of a call.
     *
     * @param parser at the object's first brace, left at its last one
     */
    CheckedArguments read(JsonParser parser) {
        Reading reading = new Reading();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            reading.read(name, parser.nextToken(), parser);
        }
        reading.findMissing();
        return reading.checked();
    }

    /**
     * The arguments of a call.
     *
     * @param values by index; null where the caller gave none
     * @param problems everything that is wrong with them, in sentences; null when nothing is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record CheckedArguments(
            @Nullable JsonNode[] values, @Nullable String problems) {}

    /** One pass over one call's arguments. */
    private final class Reading {
        private final @Nullable JsonNode[] values = new JsonNode[slots.size()];
        private @Nullable Map<String, String> problems;

        void read(String name, JsonToken token, JsonParser parser) {
            Slot slot = byName.get(name);
            if (slot == null) {
                parser.skipChildren();
                if (!hasEnoughProblems()) {
                    refuse(shown(name), unknown(name));
                }
            } else if (token != JsonToken.VALUE_NULL) {
                JsonNode value = slot.type().read(parser, mapper);
                if (value == null) {
                    refuse(slot.wireName(), mistyped(slot, token));
                } else if (!matches(slot.argument(), value)) {
                    refuse(
                            slot.wireName(),
                            slot.wireName() + " must match the pattern "
                                    + slot.argument().pattern());
                } else {
                    values[slot.argument().index()] = value;
                }
            }
        }

        void findMissing() {
            for (Slot slot : slots) {
                Argument argument = slot.argument();
                if (argument.required()
                        && values[argument.index()] == null
                        && argument.defaultValue() == null
                        && (problems == null || !problems.containsKey(slot.wireName()))) {
                    refuse(slot.wireName(), slot.wireName() + " is required");
                }
            }
        }

        CheckedArguments checked() {
            return new CheckedArguments(values, problems == null ? null : String.join("; ", problems.values()));
        }

        private void refuse(String name, String problem) {
            if (problems == null) {
                problems = new LinkedHashMap<>();
            }
            if (!hasEnoughProblems()) {
                problems.put(name, problem);
            }
        }

        /** A call of a million misspelt names must cost no million searches for the right ones. */
        private boolean hasEnoughProblems() {
            return problems != null && problems.size() >= MOST_PROBLEMS;
        }
    }

    private static boolean matches(Argument argument, JsonNode value) {
        return argument.pattern() == null
                || !value.isValueNode()
                || argument.pattern().matcher(value.asString()).find();
    }

    private static String mistyped(Slot slot, JsonToken token) {
        String given = switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "this string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "this number";
        };
        return slot.wireName() + " must be " + slot.type().phrase() + ", not " + given;
    }

    private String unknown(String name) {
        List<String> known = slots.stream().map(Slot::wireName).toList();
        String nearest = NearestName.among(name, known);
        if (nearest != null) {
            return shown(name) + " is not an argument of this tool: did you mean " + nearest + "?";
        }
        if (known.isEmpty()) {
            return shown(name) + " is not an argument of this tool: it takes none";
        }
        String names = String.join(", ", known.subList(0, Math.min(known.size(), MOST_NAMES)));
        return shown(name) + " is not an argument of this tool: it takes " + names
                + (known.size() > MOST_NAMES ? "…" : "");
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_SHOWN_NAME ? name : name.substring(0, LONGEST_SHOWN_NAME) + "…";
    }
}
