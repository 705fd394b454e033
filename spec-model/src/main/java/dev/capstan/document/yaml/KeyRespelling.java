package dev.capstan.document.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document as it would be if some misspelt keys were right. Places and pointers stay those of the document as written,
 * so that what is found in the copy can be told of the original.
 */
public final class KeyRespelling {
    private final Map<YamlScalar, String> names;

    private KeyRespelling(Map<YamlScalar, String> names) {
        this.names = names;
    }

    /**
     * Copies a document.
     *
     * @param names for each misspelt key, by identity, the name to read it as; one whose mapping has that name already
     *     stays as it is
     */
    public static YamlNode apply(YamlNode root, Map<YamlScalar, String> names) {
        return new KeyRespelling(names).copy(root);
    }

    private YamlNode copy(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            return copy(mapping);
        }
        if (node instanceof YamlSequence sequence) {
            List<YamlNode> items = new ArrayList<>(sequence.items().size());
            for (YamlNode item : sequence.items()) {
                items.add(copy(item));
            }
            return new YamlSequence(node.file(), node.range(), items);
        }
        YamlScalar scalar = (YamlScalar) node;
        return new YamlScalar(scalar.file(), scalar.range(), scalar.text(), scalar.kind(), scalar.quoted());
    }

    private YamlMapping copy(YamlMapping mapping) {
        LinkedHashMap<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        Map<YamlMapping.Entry, String> written = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            YamlScalar key = entry.key();
            String name = names.getOrDefault(key, key.text());
            if (mapping.has(name) || entries.containsKey(name)) {
                name = key.text();
            }
            YamlScalar spelt = new YamlScalar(key.file(), key.range(), name, key.kind(), key.quoted());
            YamlMapping.Entry copied = new YamlMapping.Entry(spelt, copy(entry.value()));
            entries.put(name, copied);
            written.put(copied, key.text());
        }
        YamlMapping copy = new YamlMapping(mapping.file(), mapping.range(), entries);
        written.forEach((entry, name) -> {
            entry.key().adopt(copy, name);
            entry.value().adopt(copy, name);
        });
        return copy;
    }
}
