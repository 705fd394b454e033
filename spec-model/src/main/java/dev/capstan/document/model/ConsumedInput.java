package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a consumed API, resource or operation.
 *
 * @param name any text: dots, brackets, {@code $} and spaces occur
 * @param in where it goes; null when the document names no known place
 * @param type JSON type (catalogue only)
 * @param required null when the document does not say
 * @param value a fixed value, which may be a template
 */
public record ConsumedInput(
        YamlMapping node,
        String name,
        @Nullable ParameterLocation in,
        @Nullable String type,
        @Nullable Boolean required,
        @Nullable String description,
        @Nullable YamlNode value) {}
