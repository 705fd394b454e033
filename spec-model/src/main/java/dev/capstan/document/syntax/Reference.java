package dev.capstan.document.syntax;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A {@code namespace.name} reference.
 *
 * @param namespace what stands before the splitting dot
 * @param name what follows it
 */
public record Reference(String namespace, String name) {
    /**
     * Splits a reference at the last dot that leaves one of the known namespaces before it: namespaces and names may
     * themselves hold dots. Null when there is none.
     */
    public static @Nullable Reference among(String text, Collection<String> namespaces) {
        for (int dot = text.lastIndexOf('.'); dot > 0; dot = text.lastIndexOf('.', dot - 1)) {
            String namespace = text.substring(0, dot);
            if (namespaces.contains(namespace)) {
                return new Reference(namespace, text.substring(dot + 1));
            }
        }
        return null;
    }
}
