package dev.capstan.linter.custom;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import dev.capstan.document.syntax.JsonPathConfiguration;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Selects nodes of a document by a JSONPath in Jayway's syntax; {@code ~} at its end selects the keys instead of the
 * values. Immutable and safe for any thread.
 */
final class NodeSelector {
    /** A document with its JSON, which is the same for all selectors. */
    record Tree(YamlNode root, JsonNode json) {}

    /** Jayway is costly to load and most configurations never need it. */
    private static final class Jayway {
        static final Configuration PATHS = JsonPathConfiguration.with(Option.AS_PATH_LIST, Option.SUPPRESS_EXCEPTIONS);

        private Jayway() {}
    }

    private final String path;
    private final boolean keys;

    private NodeSelector(String path, boolean keys) {
        this.path = path;
        this.keys = keys;
    }

    /**
     * Checks a path.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    static NodeSelector of(String text) {
        boolean keys = text.endsWith("~");
        String path = keys ? text.substring(0, text.length() - 1) : text;
        if (!path.startsWith("$")) {
            throw new IllegalArgumentException("a JSONPath starts with $");
        }
        if (path.endsWith("[") || path.endsWith("^")) {
            throw new IllegalArgumentException(
                    path.endsWith("^") ? "^, the parent, is not supported" : "a [ is not closed at its end");
        }
        try {
            JsonPath unused = JsonPath.compile(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return new NodeSelector(path, keys);
    }

    /** The nodes that the path selects; keys are scalars. */
    List<YamlNode> select(Tree tree) {
        List<YamlNode> selected = new ArrayList<>();
        for (String found : paths(tree.json())) {
            YamlNode node = resolve(tree.root(), found, 1);
            if (node != null) {
                selected.add(node);
            }
        }
        return selected;
    }

    private List<String> paths(JsonNode json) {
        List<String> paths = new ArrayList<>();
        try {
            // Compiled anew: a compiled path that holds a function keeps state between evaluations.
            Object found = JsonPath.compile(path).read(json, Jayway.PATHS);
            if (found instanceof JsonNode list) {
                for (JsonNode one : list) {
                    paths.add(one.asString());
                }
            }
        } catch (JsonPathException nothingFits) {
            return paths;
        }
        return paths;
    }

    /**
     * Follows a path as Jayway writes it, {@code $['a'][0]}. A backslash there is one of the name or escapes a quote: of
     * the names that the text may mean, it is one that exists.
     */
    private @Nullable YamlNode resolve(YamlNode node, String text, int at) {
        if (at >= text.length()) {
            return node;
        }
        if (node instanceof YamlSequence sequence) {
            int end = text.indexOf(']', at);
            int index = Integer.parseInt(text, at + 1, end, 10);
            int size = sequence.items().size();
            // Counted from the end when negative.
            int place = index < 0 ? index + size : index;
            return place >= 0 && place < size ? resolve(sequence.items().get(place), text, end + 1) : null;
        }
        if (!(node instanceof YamlMapping mapping)) {
            return null;
        }
        for (int end = text.indexOf("']", at + 2); end >= 0; end = text.indexOf("']", end + 1)) {
            String name = text.substring(at + 2, end);
            YamlMapping.Entry entry = mapping.entry(name.replace("\\'", "'"));
            entry = entry == null ? mapping.entry(name) : entry;
            if (entry != null) {
                boolean last = end + 2 >= text.length();
                YamlNode found = last && keys ? entry.key() : resolve(entry.value(), text, end + 2);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
