package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** A server of a type that the format does not have; the rest of the document runs without it. */
public record UnknownExpose(
        YamlMapping node,
        @Nullable String namespace,
        String type,
        @Nullable Integer port) implements Expose {
    @Override
    public @Nullable String address() {
        return null;
    }

    @Override
    public @Nullable Authentication authentication() {
        return null;
    }
}
