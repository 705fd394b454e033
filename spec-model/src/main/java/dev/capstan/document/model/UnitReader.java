package dev.capstan.document.model;

import static dev.capstan.document.model.Fields.booleanOr;
import static dev.capstan.document.model.Fields.mappings;
import static dev.capstan.document.model.Fields.strings;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields that operations, tools, resources and functions share. */
final class UnitReader {
    private UnitReader() {}

    static Map<String, YamlNode> with(YamlMapping unit) {
        return Fields.members(unit, "with");
    }

    static List<ToolInput> toolInputs(YamlMapping unit) {
        return mappings(unit, "inputParameters", node -> {
            String name = node.text("name");
            return name == null
                    ? null
                    : new ToolInput(
                            node, name, node.text("type"), node.text("description"), booleanOr(node, "required", true));
        });
    }

    static List<Step> steps(YamlMapping unit) {
        return mappings(
                unit,
                "steps",
                node -> new Step(
                        node,
                        node.text("type"),
                        node.text("name"),
                        node.text("call"),
                        with(node),
                        node.text("index"),
                        node.text("match"),
                        node.text("lookupValue"),
                        strings(node, "outputParameters"),
                        node.text("file"),
                        node.text("language"),
                        node.text("location"),
                        strings(node, "dependencies")));
    }

    static List<StepMapping> stepMappings(YamlMapping unit) {
        return mappings(unit, "mappings", node -> new StepMapping(node, node.text("targetName"), node.text("value")));
    }

    static List<OutputParameter> outputParameters(YamlMapping unit) {
        return mappings(unit, "outputParameters", UnitReader::output);
    }

    private static OutputParameter output(YamlMapping node) {
        return new OutputParameter(
                node,
                node.text("name"),
                node.text("type"),
                node.text("mapping"),
                Fields.value(node, "value"),
                Fields.value(node, "const"),
                properties(node.mapping("properties")),
                items(node));
    }

    private static @Nullable Map<String, OutputParameter> properties(@Nullable YamlMapping declared) {
        if (declared == null) {
            return null;
        }
        Map<String, OutputParameter> properties = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : declared.entries()) {
            if (entry.value() instanceof YamlMapping property) {
                properties.put(entry.name(), output(property));
            }
        }
        return Collections.unmodifiableMap(properties);
    }

    /** One mapping for a mapped output, a list for an orchestrated one. */
    private static List<OutputParameter> items(YamlMapping node) {
        YamlMapping single = node.mapping("items");
        return single != null ? List.of(output(single)) : mappings(node, "items", UnitReader::output);
    }
}
