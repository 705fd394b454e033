package dev.capstan.document.yaml;

import dev.capstan.document.diagnostic.SourceRange;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A sequence of nodes, in order. */
public final class YamlSequence extends YamlNode {
    private final List<YamlNode> items;

    /** A sequence at that place, with its items in order. */
    public YamlSequence(String file, SourceRange range, List<YamlNode> items) {
        super(file, range);
        this.items = List.copyOf(items);
        for (int i = 0; i < items.size(); i++) {
            items.get(i).adopt(this, Integer.toString(i));
        }
    }

    /** The items, in order. */
    public List<YamlNode> items() {
        return items;
    }

    @Override
    public JsonNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
        for (YamlNode item : items) {
            array.add(item.toJson());
        }
        return array;
    }
}
