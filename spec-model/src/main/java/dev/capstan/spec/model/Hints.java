package dev.capstan.spec.model;

import dev.capstan.spec.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** What a model may expect of a tool; null where the document does not say. */
public record Hints(
        YamlMapping node,
        @Nullable Boolean readOnly,
        @Nullable Boolean destructive,
        @Nullable Boolean idempotent,
        @Nullable Boolean openWorld) {}
