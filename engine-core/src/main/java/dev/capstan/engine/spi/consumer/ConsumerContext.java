package dev.capstan.engine.spi.consumer;

import dev.capstan.document.linked.LinkedApi;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.spi.EngineContext;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer is made from.
 *
 * @param api the API as linked
 * @param baseUri absolute, with scheme and host
 * @param authentication with its secrets; null when calls are not authenticated
 * @param fixedParameters the API's own parameters that have a value, for requests that are passed on; those of operations are
 *     among their inputs
 * @param configuration timeouts, limits, trust
 * @param engine what the engine's parts share
 */
public record ConsumerContext(
        LinkedApi api,
        URI baseUri,
        @Nullable OutboundAuthentication authentication,
        List<FixedParameter> fixedParameters,
        NamespaceConfiguration configuration,
        EngineContext engine) {}
