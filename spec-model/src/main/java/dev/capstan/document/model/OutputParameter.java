package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a reply's shape: mapped, orchestrated or mocked, told apart by where it stands and what it has.
 *
 * @param type {@code string}, {@code number}, {@code boolean}, {@code object} or {@code array}
 * @param mapping a JSONPath
 * @param value a template
 * @param constant what {@code const} says
 * @param properties null when absent: an object without them is taken whole
 * @param items empty when absent: an array without them is taken whole
 */
public record OutputParameter(
        YamlMapping node,
        @Nullable String name,
        @Nullable String type,
        @Nullable String mapping,
        @Nullable YamlNode value,
        @Nullable YamlNode constant,
        @Nullable Map<String, OutputParameter> properties,
        List<OutputParameter> items) {}
