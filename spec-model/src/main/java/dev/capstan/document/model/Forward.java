package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes the requests of a resource on to a consumed API as they are.
 *
 * @param name the resource's; null when it has none
 * @param description the resource's; null when it has none
 * @param targetNamespace the consumed API
 * @param trustedHeaders the header fields of requests that go upstream
 */
public record Forward(
        YamlMapping node,
        @Nullable String name,
        @Nullable String description,
        @Nullable String targetNamespace,
        List<String> trustedHeaders)
        implements UnitDeclaration {}
