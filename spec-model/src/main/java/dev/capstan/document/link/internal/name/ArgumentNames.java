package dev.capstan.document.link.internal.name;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How documents refer to arguments of the unit that is being called. */
public final class ArgumentNames {
    private ArgumentNames() {}

    /**
     * The argument's name in {@code rest.NAME}, {@code tools.NAME} or {@code adapterNamespace.NAME}: everything after
     * the qualifier's dot. Null when the text is not qualified so.
     */
    public static @Nullable String unqualified(String text, Collection<String> adapterNamespaces) {
        for (String qualifier : new String[] {"rest", "tools"}) {
            if (text.startsWith(qualifier + ".") && text.length() > qualifier.length() + 1) {
                return text.substring(qualifier.length() + 1);
            }
        }
        for (String namespace : adapterNamespaces) {
            if (text.startsWith(namespace + ".") && text.length() > namespace.length() + 1) {
                return text.substring(namespace.length() + 1);
            }
        }
        return null;
    }
}
