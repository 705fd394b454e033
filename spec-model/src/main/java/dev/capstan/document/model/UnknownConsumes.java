package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/**
 * A consumed API of a type that the format does not have. It is called where a provider of that type is installed.
 *
 * @param type as written
 * @param fields what it says, read as the fields of an HTTP API are
 */
public record UnknownConsumes(
        YamlMapping node,
        @Nullable String namespace,
        @Nullable String type,
        ConsumesHttp fields) implements Consumes {}
