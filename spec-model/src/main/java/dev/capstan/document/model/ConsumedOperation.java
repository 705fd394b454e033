package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that a consumed API offers.
 *
 * @param name the second half of {@code call: namespace.operation} ({@code id} in some of the catalogue)
 * @param method upper case; GET when absent
 * @param path the operation's own path (catalogue only)
 * @param outputRawFormat lower case; {@code json} when absent
 */
public record ConsumedOperation(
        YamlMapping node,
        @Nullable String name,
        String method,
        @Nullable String path,
        @Nullable String label,
        @Nullable String description,
        List<ConsumedInput> inputParameters,
        String outputRawFormat,
        @Nullable String outputSchema,
        List<ConsumedOutput> outputParameters,
        @Nullable RequestBody body) {}
