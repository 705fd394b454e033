package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** The control port. Its switches are read from {@code management} and {@code observability} where they are served. */
public record ControlExpose(
        YamlMapping node,
        @Nullable Integer port,
        @Nullable String address,
        @Nullable Authentication authentication,
        @Nullable YamlMapping management,
        @Nullable YamlMapping observability)
        implements Expose {
    @Override
    public String type() {
        return "control";
    }

    @Override
    public @Nullable String namespace() {
        return null;
    }
}
