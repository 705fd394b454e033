package dev.capstan.document.linked.expression;

import dev.capstan.document.model.Bind;
import dev.capstan.document.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that must come from outside the document.
 *
 * @param name as documents write it, without its qualifier
 * @param bind the declaration; null for a variable that none declares and that falls back to the environment
 * @param alternatives further binds that declare the name, for a bare name whose first bind has no value
 * @param key what the provider calls it
 * @param file the file that declares the bind, where a relative location starts; null for a document that lies nowhere
 * @param firstUse where the document needs it first
 */
public record Variable(
        String name,
        @Nullable Bind bind,
        List<Variable> alternatives,
        String key,
        @Nullable Path file,
        YamlNode firstUse) {
    /** {@code namespace.NAME} as the bind declares it; the bare name for a variable that none declares. */
    public String qualifiedName() {
        return bind == null || bind.namespace() == null ? name : bind.namespace() + "." + name;
    }
}
