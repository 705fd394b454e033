package dev.capstan.document.link;

import dev.capstan.document.linked.Expression;
import dev.capstan.document.yaml.YamlNode;

/** Says what a name inside {@code {{ }}} means at one place of a document. */
interface NameScope {
    /**
     * The value that the name stands for.
     *
     * @param name as written between the braces
     * @param use where it is written
     */
    Expression resolve(String name, YamlNode use);
}
