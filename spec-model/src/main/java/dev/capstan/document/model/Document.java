package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document: a capability, or a set of consumed APIs to be imported.
 *
 * @param node the root
 * @param version what {@code naftiko} says; null when it says nothing
 * @param info the document's own description
 * @param binds declared at the root
 * @param consumes declared at the root
 * @param capability null in a document that only shares consumed APIs
 */
public record Document(
        YamlMapping node,
        @Nullable String version,
        @Nullable Info info,
        List<Bind> binds,
        List<Consumes> consumes,
        @Nullable Capability capability) {

    /** The file's name as the user gave it. */
    public String file() {
        return node.file();
    }

    /** All binds, those of the root first. */
    public List<Bind> allBinds() {
        return capability == null ? binds : concat(binds, capability.binds());
    }

    /** All consumed APIs and imports, those of the root first. */
    public List<Consumes> allConsumes() {
        return capability == null ? consumes : concat(consumes, capability.consumes());
    }

    /** The exposed adapters; empty without a capability. */
    public List<Expose> exposes() {
        return capability == null ? List.of() : capability.exposes();
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
