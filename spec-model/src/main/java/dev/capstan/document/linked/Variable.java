package dev.capstan.document.linked;

import dev.capstan.document.model.Bind;
import dev.capstan.document.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A value that must come from outside the document.
 *
 * @param name as documents write it, without its qualifier
 * @param bind the declaration; null for a variable that none declares and that falls back to the environment
 * @param key what the provider calls it
 * @param firstUse where the document needs it first
 */
public record Variable(String name, @Nullable Bind bind, String key, YamlNode firstUse) {}
