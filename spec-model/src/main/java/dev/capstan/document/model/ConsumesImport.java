package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/**
 * An API that another document declares.
 *
 * @param location the other file, relative to this one
 * @param importedNamespace the namespace to take from it
 * @param as its name here; null keeps its name
 */
public record ConsumesImport(
        YamlMapping node,
        @Nullable String location,
        @Nullable String importedNamespace,
        @Nullable String as,
        @Nullable String description)
        implements Consumes {
    @Override
    public @Nullable String namespace() {
        return as != null ? as : importedNamespace;
    }
}
