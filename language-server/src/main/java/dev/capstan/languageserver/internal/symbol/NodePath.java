package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a document by the keys and indexes that lead to it, and what it lies in. */
public final class NodePath {
    private final List<String> tokens;
    private final List<@Nullable YamlNode> nodes;

    /**
     * A place.
     *
     * @param root of the document; null when it cannot be read
     * @param tokens the keys and indexes that lead there; they may lead beyond what the document has
     */
    public NodePath(@Nullable YamlNode root, List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        this.nodes = new ArrayList<>();
        YamlNode node = root;
        nodes.add(node);
        for (String token : tokens) {
            node = node == null ? null : YamlPointer.child(node, token);
            nodes.add(node);
        }
    }

    /** The place of a node. */
    public static NodePath of(YamlNode root, YamlNode node) {
        return new NodePath(root, YamlPointer.tokens(node.pointer()));
    }

    List<String> tokens() {
        return tokens;
    }

    /** The last of the tokens; empty for the root. */
    String last() {
        return tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1);
    }

    /** The mapping here; null when there is none. */
    @Nullable
    YamlMapping mapping() {
        return mapping(tokens.size());
    }

    /** The mapping that holds what is here; null when there is none. */
    @Nullable
    YamlMapping holder() {
        return tokens.isEmpty() ? null : mapping(tokens.size() - 1);
    }

    /** The server that this place lies in; null outside of one. */
    @Nullable
    YamlMapping adapter() {
        return inside("capability", "exposes");
    }

    /** The resource of a server that this place lies in; null outside of one. */
    @Nullable
    YamlMapping exposedResource() {
        return tokens.size() > 4 && adapter() != null && tokens.get(3).equals("resources") ? mapping(5) : null;
    }

    /** The aggregate that this place lies in; null outside of one. */
    @Nullable
    YamlMapping aggregate() {
        return inside("capability", "aggregates");
    }

    /** The tool, operation, resource or function that this place lies in; null outside of one. */
    @Nullable
    YamlMapping unit() {
        if (tokens.size() < 5 || (adapter() == null && aggregate() == null)) {
            return null;
        }
        boolean rest = tokens.get(3).equals("resources")
                && tokens.size() > 6
                && tokens.get(5).equals("operations");
        return mapping(rest ? 7 : 5);
    }

    /** The consumed API that this place lies in; null outside of one. */
    @Nullable
    YamlMapping consumed() {
        return tokens.size() > 1 && tokens.get(0).equals("consumes") ? mapping(2) : inside("capability", "consumes");
    }

    /** The operation of a consumed API that this place lies in; null outside of one. */
    @Nullable
    YamlMapping consumedOperation() {
        YamlMapping api = consumed();
        for (int depth = tokens.size() - 1; api != null && depth > 0; depth--) {
            if (tokens.get(depth - 1).equals("operations") && nodes.get(depth + 1) instanceof YamlMapping operation) {
                return operation;
            }
        }
        return null;
    }

    /** The key of the list that the mapping here is an entry of; empty when it is none. */
    String list() {
        return tokens.size() > 1 && nodes.get(tokens.size() - 1) instanceof YamlSequence
                ? tokens.get(tokens.size() - 2)
                : "";
    }

    private @Nullable YamlMapping inside(String outer, String list) {
        boolean holds = tokens.size() > 2
                && tokens.get(0).equals(outer)
                && tokens.get(1).equals(list);
        return holds ? mapping(3) : null;
    }

    /** All mappings from the innermost outwards. */
    List<YamlMapping> mappingsOutwards() {
        List<YamlMapping> mappings = new ArrayList<>();
        for (int depth = tokens.size(); depth >= 0; depth--) {
            YamlMapping mapping = mapping(depth);
            if (mapping != null) {
                mappings.add(mapping);
            }
        }
        return mappings;
    }

    private @Nullable YamlMapping mapping(int depth) {
        return nodes.get(depth) instanceof YamlMapping mapping ? mapping : null;
    }
}
