package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The body that a consumed operation sends.
 *
 * @param node the {@code body} itself
 * @param type as written: {@code json}, {@code text}, {@code formUrlEncoded}…; null for a plain string
 * @param data what it is made from; null when absent
 */
public record RequestBody(
        YamlNode node, @Nullable String type, @Nullable YamlNode data) {}
