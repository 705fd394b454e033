package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path of a consumed API and the operations on it. */
public record ConsumedResource(
        YamlMapping node,
        @Nullable String name,
        @Nullable String path,
        @Nullable String label,
        @Nullable String description,
        List<ConsumedInput> inputParameters,
        List<ConsumedOperation> operations) {}
