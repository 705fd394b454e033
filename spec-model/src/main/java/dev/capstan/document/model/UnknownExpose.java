package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server of a type that the format does not have. It is served where a provider of that type is installed; else the rest of
 * the document runs without it.
 *
 * @param operations what {@code operations} and {@code tools} declare
 */
public record UnknownExpose(
        YamlMapping node,
        @Nullable String namespace,
        String type,
        @Nullable Integer port,
        @Nullable String address,
        @Nullable Authentication authentication,
        List<Tool> operations)
        implements Expose {}
