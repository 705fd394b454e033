package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A REST API that the document serves. */
public record RestExpose(
        YamlMapping node,
        @Nullable String namespace,
        @Nullable Integer port,
        @Nullable String address,
        @Nullable String description,
        @Nullable Authentication authentication,
        List<ExposedResource> resources)
        implements Expose {
    @Override
    public String type() {
        return "rest";
    }
}
