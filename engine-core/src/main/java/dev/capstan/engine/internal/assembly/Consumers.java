package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.Expression;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.compile.PlanCompiler;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.internal.run.value.Value;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.ConsumerProvider;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The consumers of one document, made when the first live unit needs them, and their prepared operations. */
final class Consumers {
    /** A thing that is there, or why it is not. */
    record Made<T>(@Nullable T thing, @Nullable Diagnostic problem) {}

    private final AssemblySettings settings;
    private final PlanCompiler values;
    private final VariableResolver variables;
    private final Map<LinkedApi, Made<Consumer>> consumers = new IdentityHashMap<>();
    private final Map<LinkedOperation, Made<PreparedOperation>> operations = new IdentityHashMap<>();
    private final Map<String, String> baseUris = new HashMap<>();
    private final List<Consumer> own = new ArrayList<>();

    Consumers(AssemblySettings settings, VariableResolver variables) {
        this.settings = settings;
        this.variables = variables;
        this.values = new PlanCompiler(variables::value);
    }

    Made<PreparedOperation> prepared(LinkedOperation operation) {
        Made<PreparedOperation> known = operations.get(operation);
        if (known == null) {
            known = prepare(operation);
            operations.put(operation, known);
        }
        return known;
    }

    NamespaceConfiguration configuration(LinkedApi api) {
        return settings.context().configuration().namespace(api.namespace());
    }

    /** The base URIs of the consumers made so far, by namespace. */
    Map<String, String> baseUris() {
        return Map.copyOf(baseUris);
    }

    void close() {
        own.forEach(Consumer::close);
    }

    private Made<PreparedOperation> prepare(LinkedOperation operation) {
        Made<Consumer> consumer = consumers.get(operation.api());
        if (consumer == null) {
            consumer = consumer(operation.api());
            consumers.put(operation.api(), consumer);
        }
        if (consumer.thing == null) {
            return new Made<>(null, consumer.problem);
        }
        try {
            return new Made<>(consumer.thing.prepare(operation), null);
        } catch (InvalidSettingException e) {
            return new Made<>(
                    null,
                    operation
                            .declaration()
                            .node()
                            .diagnostic("operation-unusable", Severity.ERROR, String.valueOf(e.getMessage())));
        }
    }

    private Made<Consumer> consumer(LinkedApi api) {
        Consumer override = settings.consumers().get(api.namespace());
        if (override != null) {
            return new Made<>(override, null);
        }
        ConsumerProvider provider = settings.providers().consumers().get("http");
        if (provider == null) {
            return refused(
                    api,
                    "consumes-not-installed",
                    "no module that consumes http APIs is on the class path; add" + " adapter-http-consumer");
        }
        int missingBefore = variables.missing().size();
        String written = baseUri(api);
        OutboundAuthentication authentication = authentication(api.authentication());
        if (variables.missing().size() > missingBefore) {
            return refused(api, "variable-missing", "\"" + api.namespace() + "\" needs variables that have no value");
        }
        URI baseUri = absolute(written);
        if (baseUri == null) {
            return refused(
                    api,
                    "base-uri-missing",
                    "\"" + api.namespace() + "\" has no usable base URI"
                            + (written == null || written.isEmpty() ? "" : " (\"" + api.masked(written) + "\")")
                            + "; supply one from outside");
        }
        baseUris.put(api.namespace(), api.masked(baseUri.toString()));
        try {
            Consumer made = provider.create(new ConsumerContext(
                    api, baseUri, authentication, List.of(), configuration(api), settings.context()));
            own.add(made);
            return new Made<>(made, null);
        } catch (InvalidSettingException e) {
            return refused(api, "consumer-unusable", String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String baseUri(LinkedApi api) {
        String set = settings.baseUri(api.namespace());
        if (set != null) {
            return set;
        }
        Expression declared = api.baseUri();
        return declared == null ? null : text(declared);
    }

    private static @Nullable URI absolute(@Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            URI uri = new URI(written.trim());
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private @Nullable OutboundAuthentication authentication(@Nullable LinkedAuthentication linked) {
        if (linked instanceof LinkedAuthentication.Basic basic) {
            return new OutboundAuthentication.Basic(secret(basic.username()), secret(basic.password()));
        }
        if (linked instanceof LinkedAuthentication.Digest digest) {
            return new OutboundAuthentication.Digest(secret(digest.username()), secret(digest.password()));
        }
        if (linked instanceof LinkedAuthentication.Bearer bearer) {
            return new OutboundAuthentication.Bearer(secret(bearer.token()));
        }
        if (linked instanceof LinkedAuthentication.ApiKeys keys) {
            return new OutboundAuthentication.ApiKeys(keys.keys().stream()
                    .filter(key -> key.place() == ParameterLocation.HEADER || key.place() == ParameterLocation.QUERY)
                    .map(key -> new OutboundAuthentication.ApiKey(
                            text(key.name()), secret(key.value()), key.place() == ParameterLocation.QUERY))
                    .toList());
        }
        return null;
    }

    private Secret secret(Expression expression) {
        return new Secret(text(expression));
    }

    private String text(Expression expression) {
        JsonNode value = values.value(expression).of(new JsonNode[0]);
        return value == null ? "" : Value.text(value);
    }

    private static Made<Consumer> refused(LinkedApi api, String rule, String message) {
        return new Made<>(null, api.declaration().node().at("baseUri").diagnostic(rule, Severity.ERROR, message));
    }
}
