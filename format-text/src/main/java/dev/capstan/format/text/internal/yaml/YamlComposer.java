package dev.capstan.format.text.internal.yaml;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.CoreSchema;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.engine.spi.format.PayloadBudget;
import dev.capstan.engine.spi.format.PayloadException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the parser's events into values. Refuses what documents may not have either: tags that are not the core schema's,
 * keys that are no text, a key twice, aliases inside of what they name. An alias counts as all that it stands for.
 */
final class YamlComposer {
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final Set<String> PLAIN_TAGS = Set.of("str", "int", "float", "bool", "null", "map", "seq");

    /** What an alias stands for: the value, how many values it holds, and of how many levels; null while it is open. */
    private record Anchored(@Nullable JsonNode value, int values, int height) {}

    private static final Anchored OPEN = new Anchored(null, 0, 0);

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Parser events;
    private final PayloadBudget budget;
    private final String refusal;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    /** The levels of objects and arrays of the value that was made last. */
    private int height;

    YamlComposer(Parser events, PayloadBudget budget, String refusal) {
        this.events = events;
        this.budget = budget;
        this.refusal = refusal;
        events.next(); // stream start
    }

    boolean hasNext() {
        return !events.checkEvent(Event.ID.StreamEnd);
    }

    int height() {
        return height;
    }

    /**
     * The value of the next document; null when there is none.
     *
     * @param depth the levels around it
     */
    @Nullable
    JsonNode next(int depth) throws PayloadException {
        if (!hasNext()) {
            return null;
        }
        anchors.clear();
        events.next(); // document start
        JsonNode value = value(events.next(), depth);
        events.next(); // document end
        return value;
    }

    private JsonNode value(Event event, int depth) throws PayloadException {
        if (event instanceof AliasEvent alias) {
            return alias(alias, depth);
        }
        int before = budget.values();
        budget.addValue();
        if (event instanceof ScalarEvent scalar) {
            height = 0;
            return anchored(scalar, scalar(scalar).toJson(), before);
        }
        budget.checkDepth(depth + 1);
        CollectionStartEvent start = (CollectionStartEvent) event;
        checkTag(start, start.getTag().orElse(null));
        start.getAnchor().ifPresent(anchor -> anchors.put(anchor, OPEN));
        JsonNode value = event.getEventId() == Event.ID.MappingStart ? mapping(depth + 1) : sequence(depth + 1);
        return anchored(start, value, before);
    }

    private JsonNode anchored(NodeEvent event, JsonNode value, int before) {
        if (event.getAnchor().isPresent()) {
            anchors.put(event.getAnchor().get(), new Anchored(value, budget.values() - before, height));
        }
        return value;
    }

    private JsonNode alias(AliasEvent event, int depth) throws PayloadException {
        Anchored named = anchors.get(event.getAlias());
        if (named == null) {
            throw malformed(event, "no anchor stands before this alias");
        }
        JsonNode value = named.value();
        if (value == null) {
            throw malformed(event, "the alias stands inside the node that it names");
        }
        budget.addValues(named.values());
        budget.checkDepth(depth + named.height());
        height = named.height();
        return value.deepCopy();
    }

    private ArrayNode sequence(int depth) throws PayloadException {
        ArrayNode array = nodes.arrayNode();
        int highest = 0;
        while (true) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.SequenceEnd) {
                height = highest + 1;
                return array;
            }
            array.add(value(event, depth));
            highest = Math.max(highest, height);
        }
    }

    private ObjectNode mapping(int depth) throws PayloadException {
        ObjectNode object = nodes.objectNode();
        int highest = 0;
        while (true) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.MappingEnd) {
                height = highest + 1;
                return object;
            }
            String key = key(event);
            if (object.has(key)) {
                throw malformed(event, "the key stands twice in its mapping");
            }
            object.set(key, value(events.next(), depth));
            highest = Math.max(highest, height);
        }
    }

    private String key(Event event) throws PayloadException {
        if (event instanceof ScalarEvent scalar) {
            YamlScalar key = scalar(scalar);
            int before = budget.values();
            budget.addValues(scalar.getAnchor().isPresent() ? 1 : 0);
            height = 0;
            anchored(scalar, key.toJson(), before);
            return key.text();
        }
        if (event instanceof AliasEvent alias) {
            JsonNode named = alias(alias, 0);
            if (named.isString()) {
                return named.stringValue();
            }
        }
        throw malformed(event, "a key is no text");
    }

    private YamlScalar scalar(ScalarEvent event) throws PayloadException {
        String tag = event.getTag().orElse(null);
        checkTag(event, tag);
        String text = event.getValue();
        YamlScalar.Kind kind = YamlScalar.Kind.STRING;
        if (tag != null && tag.startsWith(STANDARD_TAG)) {
            kind = tagged(text, tag.substring(STANDARD_TAG.length()));
        } else if (event.isPlain()) {
            kind = CoreSchema.kindOf(text);
        }
        return new YamlScalar("", SourceRange.START, text, kind, !event.isPlain());
    }

    private static YamlScalar.Kind tagged(String text, String tag) {
        YamlScalar.Kind found = CoreSchema.kindOf(text);
        return switch (tag) {
            case "str" -> YamlScalar.Kind.STRING;
            case "float" -> found == YamlScalar.Kind.INTEGER ? YamlScalar.Kind.FLOAT : found;
            default -> found;
        };
    }

    private void checkTag(Event event, @Nullable String tag) throws PayloadException {
        if (tag == null || tag.equals("!")) {
            return;
        }
        if (!tag.startsWith(STANDARD_TAG) || !PLAIN_TAGS.contains(tag.substring(STANDARD_TAG.length()))) {
            throw malformed(event, "the tag is none of the core schema");
        }
    }

    private PayloadException malformed(Event event, String why) {
        Mark mark = event.getStartMark().orElseThrow();
        return new PayloadException(
                refusal + "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": " + why);
    }
}
