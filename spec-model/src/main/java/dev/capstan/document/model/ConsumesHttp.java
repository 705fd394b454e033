package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API that the document calls.
 *
 * @param node its place
 * @param namespace the first half of {@code call: namespace.operation}
 * @param baseUri as written: may be absent, empty, or a template
 * @param inputParameters sent with each of its operations
 * @param authentication how it is authenticated against
 */
public record ConsumesHttp(
        YamlMapping node,
        @Nullable String namespace,
        @Nullable String baseUri,
        @Nullable String description,
        List<ConsumedInput> inputParameters,
        @Nullable Authentication authentication,
        List<ConsumedResource> resources)
        implements Consumes {}
