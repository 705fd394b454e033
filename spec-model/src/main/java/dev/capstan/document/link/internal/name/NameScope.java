package dev.capstan.document.link.internal.name;

import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.yaml.YamlNode;

/** Says what a name inside {@code {{ }}} means at one place of a document. */
@FunctionalInterface
public interface NameScope {
    /**
     * The value that the name stands for.
     *
     * @param name as written between the braces
     * @param use where it is written
     */
    Expression resolve(String name, YamlNode use);

    /** As {@link #resolve}, where the name is all of the text. */
    default Expression resolveWhole(String name, YamlNode use) {
        return resolve(name, use);
    }

    /** Looks at a text that stands for itself: it may hold a name whose braces are wrong. */
    default void literal(String text, YamlNode use) {}
}
