package dev.capstan.document.yaml.reader;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.CoreSchema;
import dev.capstan.document.yaml.SourceLines;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Turns the parser's events into nodes, watching depth, node count, duplicate keys and recursive anchors. */
final class Composer {
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";
    private static final Set<String> PLAIN_TAGS = Set.of("str", "int", "float", "bool", "null", "map", "seq");

    private final Parser events;
    private final SourceLines lines;
    private final String file;
    private final YamlLimits limits;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int nodes;

    Composer(Parser events, String text, String file, YamlLimits limits) {
        this.events = events;
        this.lines = new SourceLines(text);
        this.file = file;
        this.limits = limits;
    }

    YamlReading compose() {
        events.next(); // stream start
        if (events.checkEvent(Event.ID.StreamEnd)) {
            throw new ComposerRefusal(Diagnostic.ofFile("yaml-syntax", Severity.ERROR, file, "the document is empty"));
        }
        events.next(); // document start
        YamlNode root = node(0);
        events.next(); // document end
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw refusal(events.peekEvent(), "a file holds one document; a second one starts here");
        }
        return new YamlReading(root, List.copyOf(diagnostics));
    }

    private YamlNode node(int depth) {
        Event event = events.next();
        if (++nodes > limits.nodes()) {
            throw refusal(event, "the document has more than " + limits.nodes() + " nodes");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        if (event instanceof ScalarEvent scalar) {
            return anchored(scalar, scalar(scalar));
        }
        if (depth >= limits.depth()) {
            throw refusal(event, "mappings and sequences are nested more than " + limits.depth() + " deep");
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        checkTag(start, start.getTag().orElse(null));
        start.getAnchor().ifPresent(open::add);
        YamlNode node = event.getEventId() == Event.ID.MappingStart ? mapping(start, depth) : sequence(start, depth);
        start.getAnchor().ifPresent(open::remove);
        return anchored(start, node);
    }

    private YamlNode anchored(NodeEvent event, YamlNode node) {
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        return node;
    }

    /** An alias becomes a copy of what it names: every node has one parent, and what copies cost is counted. */
    private YamlNode alias(AliasEvent event) {
        Anchor anchor = event.getAlias();
        if (open.contains(anchor)) {
            throw refusal(event, "the alias *" + anchor + " stands inside the node that it names");
        }
        YamlNode named = anchors.get(anchor);
        if (named == null) {
            throw refusal(event, "no anchor &" + anchor + " stands before this alias");
        }
        return copy(event, named);
    }

    private YamlNode copy(AliasEvent event, YamlNode node) {
        if (++nodes > limits.nodes()) {
            throw refusal(event, "aliases expand to more than " + limits.nodes() + " nodes");
        }
        if (node instanceof YamlScalar scalar) {
            return new YamlScalar(file, scalar.range(), scalar.text(), scalar.kind(), scalar.quoted());
        }
        if (node instanceof YamlSequence sequence) {
            List<YamlNode> items = new ArrayList<>(sequence.items().size());
            for (YamlNode item : sequence.items()) {
                items.add(copy(event, item));
            }
            return new YamlSequence(file, sequence.range(), items);
        }
        YamlMapping mapping = (YamlMapping) node;
        LinkedHashMap<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            YamlScalar key = (YamlScalar) copy(event, entry.key());
            entries.put(entry.name(), new YamlMapping.Entry(key, copy(event, entry.value())));
        }
        return new YamlMapping(file, mapping.range(), entries);
    }

    private YamlSequence sequence(CollectionStartEvent start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        Event end = events.next();
        return new YamlSequence(
                file, collectionRange(start, end, items.isEmpty() ? null : items.get(items.size() - 1)), items);
    }

    private YamlMapping mapping(CollectionStartEvent start, int depth) {
        LinkedHashMap<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        YamlNode last = null;
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = events.peekEvent();
            YamlNode key = node(depth + 1);
            if (!(key instanceof YamlScalar name)) {
                String advice = start.isFlow() && key instanceof YamlMapping
                        ? "a text that starts with {{ needs quotes around it, or it is read as a mapping"
                        : "a key must be a plain text, not a mapping or a sequence";
                throw refusal(keyEvent, advice);
            }
            last = node(depth + 1);
            YamlMapping.Entry earlier = entries.putIfAbsent(name.text(), new YamlMapping.Entry(name, last));
            if (earlier != null) {
                diagnostics.add(new Diagnostic(
                        "yaml-duplicate-key",
                        Severity.ERROR,
                        "the key \"" + abbreviated(name.text()) + "\" stands twice in this mapping, first on line "
                                + earlier.key().range().line() + "; keep one of them",
                        file,
                        name.range(),
                        "",
                        null));
            }
        }
        Event end = events.next();
        return new YamlMapping(file, collectionRange(start, end, last), entries);
    }

    /** A block collection ends where its last node does: the parser's own end lies on the line of what follows. */
    private SourceRange collectionRange(CollectionStartEvent start, Event end, @Nullable YamlNode last) {
        SourceRange range = range(start, end);
        if (start.isFlow() || last == null) {
            return range;
        }
        return range.to(last.range());
    }

    private YamlScalar scalar(ScalarEvent event) {
        SourceRange range = range(event, event);
        if (event.isLiteral() || event.isFolded()) {
            range = lines.blockScalar(range);
        }
        String tag = event.getTag().orElse(null);
        checkTag(event, tag);
        boolean plain = event.isPlain();
        YamlScalar.Kind kind;
        if (tag != null && tag.startsWith(STANDARD_TAG)) {
            kind = tagged(event, tag.substring(STANDARD_TAG.length()));
        } else {
            kind = plain ? CoreSchema.kindOf(event.getValue()) : YamlScalar.Kind.STRING;
        }
        return new YamlScalar(file, range, event.getValue(), kind, !plain);
    }

    private YamlScalar.Kind tagged(ScalarEvent event, String tag) {
        YamlScalar.Kind found = CoreSchema.kindOf(event.getValue());
        return switch (tag) {
            case "str" -> YamlScalar.Kind.STRING;
            case "float" -> found == YamlScalar.Kind.INTEGER ? YamlScalar.Kind.FLOAT : found;
            default -> found;
        };
    }

    private void checkTag(Event event, @Nullable String tag) {
        if (tag == null || tag.equals("!")) {
            return;
        }
        if (!tag.startsWith(STANDARD_TAG) || !PLAIN_TAGS.contains(tag.substring(STANDARD_TAG.length()))) {
            throw refusal(event, "the tag " + abbreviated(tag) + " is not supported; remove it");
        }
    }

    private ComposerRefusal refusal(Event event, String message) {
        return new ComposerRefusal(
                new Diagnostic("yaml-syntax", Severity.ERROR, message, file, range(event, event), "", null));
    }

    private static SourceRange range(Event first, Event last) {
        Mark start = first.getStartMark().orElseThrow();
        Mark end = last.getEndMark().orElseThrow();
        return new SourceRange(start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
