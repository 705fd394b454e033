package dev.capstan.document.model;

import static dev.capstan.document.model.Fields.booleanOf;
import static dev.capstan.document.model.Fields.mappings;
import static dev.capstan.document.model.Fields.strings;

import dev.capstan.document.yaml.YamlMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the model from a document's nodes. Never fails: what has the wrong type is left out, and is the schema's to
 * report.
 */
public final class DocumentReader {
    private DocumentReader() {}

    /** The document whose root is that node. */
    public static Document read(YamlMapping root) {
        YamlMapping capability = root.mapping("capability");
        return new Document(
                root,
                root.text("naftiko"),
                info(root.mapping("info")),
                binds(root),
                ConsumesReader.consumes(root),
                capability == null ? null : capability(capability));
    }

    private static @Nullable Info info(@Nullable YamlMapping node) {
        if (node == null) {
            return null;
        }
        String label = node.text("label");
        return new Info(
                node, label != null ? label : node.text("title"), node.text("description"), strings(node, "tags"));
    }

    private static List<Bind> binds(YamlMapping owner) {
        return mappings(owner, "binds", node -> {
            Map<String, String> keys = new LinkedHashMap<>();
            YamlMapping declared = node.mapping("keys");
            if (declared != null) {
                for (String name : declared.names()) {
                    String key = declared.text(name);
                    keys.put(name, key == null ? name : key);
                }
            }
            return new Bind(
                    node, node.text("namespace"), node.text("description"), node.text("location"), Map.copyOf(keys));
        });
    }

    private static Capability capability(YamlMapping node) {
        return new Capability(
                node,
                binds(node),
                ConsumesReader.consumes(node),
                mappings(node, "exposes", ExposesReader::expose),
                mappings(node, "aggregates", DocumentReader::aggregate));
    }

    private static Aggregate aggregate(YamlMapping node) {
        return new Aggregate(
                node,
                node.text("label"),
                node.text("namespace"),
                mappings(node, "functions", DocumentReader::function));
    }

    private static AggregateFunction function(YamlMapping node) {
        YamlMapping semantics = node.mapping("semantics");
        return new AggregateFunction(
                node,
                node.text("name"),
                node.text("description"),
                semantics == null
                        ? null
                        : new Semantics(
                                semantics,
                                booleanOf(semantics, "safe"),
                                booleanOf(semantics, "idempotent"),
                                booleanOf(semantics, "cacheable")),
                UnitReader.toolInputs(node),
                node.text("call"),
                UnitReader.with(node),
                UnitReader.steps(node),
                UnitReader.stepMappings(node),
                UnitReader.outputParameters(node));
    }
}
