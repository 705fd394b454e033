package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.LinkedApi;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.LinkedParameter;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.engine.configuration.NamespaceConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.compile.ExpressionCompiler;
import dev.capstan.engine.internal.load.VariableResolver;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.ConsumerProvider;
import dev.capstan.engine.spi.consumer.FixedParameter;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The consumers of one document, each made when the first live unit needs it. */
final class ConsumerRegistry {
    private final AssemblySettings settings;
    private final ExpressionCompiler expressions;
    private final VariableResolver variables;
    private final Map<LinkedApi, Result<Consumer>> consumers = new IdentityHashMap<>();
    private final Map<String, String> baseUris = new HashMap<>();
    private final List<Consumer> own = new ArrayList<>();
    private boolean isRefused;

    ConsumerRegistry(AssemblySettings settings, VariableResolver variables) {
        this.settings = settings;
        this.variables = variables;
        this.expressions = new ExpressionCompiler(variables::value, 0);
    }

    Result<Consumer> consumer(LinkedApi api) {
        Result<Consumer> known = consumers.get(api);
        if (known == null) {
            known = make(api);
            consumers.put(api, known);
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

    /** Whether one of the APIs refuses the whole document. */
    boolean isRefused() {
        return isRefused;
    }

    /** The consumers that are closed with the document. */
    List<Consumer> own() {
        return List.copyOf(own);
    }

    private Result<Consumer> make(LinkedApi api) {
        Consumer override = settings.consumers().get(api.namespace());
        if (override != null) {
            return Result.of(override);
        }
        ConsumerProvider provider = settings.providers().consumers().get(api.type());
        if (provider == null) {
            return refused(
                    api,
                    "consumes-not-installed",
                    "no module that consumes " + api.type() + " APIs is on the class path; add"
                            + (api.type().equals("http")
                                    ? " adapter-http-consumer"
                                    : " one with a ConsumerProvider of that type"));
        }
        int missingBefore = variables.missing().size();
        String written = baseUri(api);
        OutboundAuthentication authentication;
        try {
            authentication = authentication(api, api.authentication());
        } catch (InvalidSettingException e) {
            isRefused = true;
            return refused(api, "credential-empty", String.valueOf(e.getMessage()));
        }
        List<FixedParameter> fixedParameters = fixedParameters(api);
        if (variables.missing().size() > missingBefore) {
            return refused(api, "variable-missing", "\"" + api.namespace() + "\" needs variables that have no value");
        }
        URI baseUri = api.type().equals("http") ? http(written) : any(written);
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
                    api, baseUri, authentication, fixedParameters, configuration(api), settings.context()));
            own.add(made);
            return Result.of(made);
        } catch (InvalidSettingException e) {
            return refused(api, "consumer-unusable", String.valueOf(e.getMessage()));
        }
    }

    private List<FixedParameter> fixedParameters(LinkedApi api) {
        List<FixedParameter> fixed = new ArrayList<>();
        for (LinkedParameter parameter : api.fixedParameters()) {
            String value = expressions.text(parameter.value());
            if (!value.isEmpty()) {
                fixed.add(new FixedParameter(parameter.location(), parameter.name(), new Secret(value)));
            }
        }
        return List.copyOf(fixed);
    }

    private @Nullable String baseUri(LinkedApi api) {
        String set = settings.baseUri(api.namespace());
        if (set != null) {
            return set;
        }
        Expression declared = api.baseUri();
        return declared == null ? null : expressions.text(declared);
    }

    private static @Nullable URI http(@Nullable String written) {
        URI uri = written == null ? null : parsed(written);
        if (uri == null) {
            return null;
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        return http && uri.getHost() != null && uri.getUserInfo() == null ? uri : null;
    }

    /** An API of another type may have no base URI: the empty one then. */
    private static @Nullable URI any(@Nullable String written) {
        return parsed(written == null ? "" : written);
    }

    private static @Nullable URI parsed(String written) {
        try {
            return new URI(written.trim());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private @Nullable OutboundAuthentication authentication(LinkedApi api, @Nullable LinkedAuthentication linked) {
        if (linked instanceof LinkedAuthentication.Basic basic) {
            return basic(api, basic);
        }
        if (linked instanceof LinkedAuthentication.Digest digest) {
            return new OutboundAuthentication.Digest(
                    secret(api, "username", digest.username()), secret(api, "password", digest.password()));
        }
        if (linked instanceof LinkedAuthentication.Bearer bearer) {
            return new OutboundAuthentication.Bearer(secret(api, "token", bearer.token()));
        }
        if (linked instanceof LinkedAuthentication.ApiKeys keys) {
            keys.keys().forEach(key -> secret(api, "key", key.value()));
            return new OutboundAuthentication.ApiKeys(keys.keys().stream()
                    .filter(key -> key.place() == ParameterLocation.HEADER || key.place() == ParameterLocation.QUERY)
                    .map(key -> new OutboundAuthentication.ApiKey(
                            expressions.text(key.name()),
                            secret(api, "key", key.value()),
                            key.place() == ParameterLocation.QUERY))
                    .toList());
        }
        return null;
    }

    /** A password that the document leaves empty goes with a user name that is a key, as some APIs have it. */
    private OutboundAuthentication basic(LinkedApi api, LinkedAuthentication.Basic basic) {
        String username = expressions.text(basic.username());
        boolean isKeyAlone = basic.password() instanceof Expression.Constant && !username.isEmpty();
        return new OutboundAuthentication.Basic(
                new Secret(username),
                isKeyAlone
                        ? new Secret(expressions.text(basic.password()))
                        : secret(api, "password", basic.password()));
    }

    /** An empty credential is a mistake that would only be seen as a refusal by the upstream. */
    private Secret secret(LinkedApi api, String what, Expression expression) {
        String text = expressions.text(expression);
        if (text.isEmpty()) {
            throw new InvalidSettingException("the " + what + " of \"" + api.namespace() + "\" is empty");
        }
        return new Secret(text);
    }

    private static Result<Consumer> refused(LinkedApi api, String rule, String message) {
        return Result.refused(api.declaration().node().at("baseUri").diagnostic(rule, Severity.ERROR, message));
    }
}
