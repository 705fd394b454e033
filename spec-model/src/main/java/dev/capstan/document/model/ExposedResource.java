package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of an exposed REST API.
 *
 * @param forward passes all requests on; null when there are only operations
 */
public record ExposedResource(
        YamlMapping node,
        @Nullable String path,
        @Nullable String name,
        @Nullable String label,
        @Nullable String description,
        List<ExposedInput> inputParameters,
        List<ExposedOperation> operations,
        @Nullable Forward forward) {}
