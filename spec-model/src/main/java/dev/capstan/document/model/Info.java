package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of itself.
 *
 * @param node its place
 * @param label its title ({@code title} in the catalogue)
 * @param description what it is for
 * @param tags search words
 */
public record Info(
        YamlMapping node, @Nullable String label, @Nullable String description, List<String> tags) {}
