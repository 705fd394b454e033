package dev.capstan.linter.custom;

import com.jayway.jsonpath.Option;
import dev.capstan.document.syntax.BoundedJsonPath;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Selects nodes of a document by a JSONPath in Jayway's syntax; {@code ~} at its end selects the keys instead of the
 * values. Immutable and safe for any thread.
 */
final class NodeSelector {
    /** What one evaluation may cost: it ends after a part of a second, and selects at most as many nodes as there can be. */
    private static final long MOST_STEPS = 2_000_000;

    /** A document with its JSON, which is the same for all selectors. */
    record Tree(YamlNode root, JsonNode json) {}

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
        BoundedJsonPath unused = compile(path);
        return new NodeSelector(path, keys);
    }

    private static BoundedJsonPath compile(String path) {
        return BoundedJsonPath.compile(path, MOST_STEPS, Option.AS_PATH_LIST);
    }

    /**
     * The nodes that the path selects, each once; keys are scalars.
     *
     * @throws BoundedJsonPath.TooCostlyException when finding them takes too many steps
     */
    List<YamlNode> select(Tree tree) {
        List<YamlNode> selected = new ArrayList<>();
        Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        // Compiled anew: a compiled path is for one thread.
        if (compile(path).read(tree.json()) instanceof JsonNode paths) {
            for (JsonNode found : paths) {
                YamlNode node = resolve(tree.root(), found.asString(), 1);
                if (node != null && seen.add(node)) {
                    selected.add(node);
                }
            }
        }
        return selected;
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

    @Override
    public String toString() {
        return path + (keys ? "~" : "");
    }
}
