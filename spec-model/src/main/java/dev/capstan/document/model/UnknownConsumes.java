package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/**
 * A consumed API of a type that the format does not have.
 *
 * @param type as written
 */
public record UnknownConsumes(
        YamlMapping node,
        @Nullable String namespace,
        @Nullable String type) implements Consumes {}
