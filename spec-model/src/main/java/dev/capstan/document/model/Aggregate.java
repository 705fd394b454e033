package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that several adapters share. */
public record Aggregate(
        YamlMapping node, @Nullable String label, @Nullable String namespace, List<AggregateFunction> functions) {}
