package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** What calling a function does to the world; null where the document does not say. */
public record Semantics(
        YamlMapping node,
        @Nullable Boolean safe,
        @Nullable Boolean idempotent,
        @Nullable Boolean cacheable) {}
