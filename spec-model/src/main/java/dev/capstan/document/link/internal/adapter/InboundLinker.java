package dev.capstan.document.link.internal.adapter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.installation.Installation;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.NameScope;
import dev.capstan.document.link.internal.name.SingleBraces;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links how the callers of an adapter are authenticated. An adapter whose authentication cannot be linked is never served open. */
public final class InboundLinker {
    private static final List<String> SCHEMES = List.of("basic", "bearer", "apikey", "digest", "oauth2");

    private final Findings findings;
    private final VariableScope variables;
    private final Installation installation;
    private final NameScope scope;

    public InboundLinker(Findings findings, VariableScope variables, Installation installation) {
        this.findings = findings;
        this.variables = variables;
        this.installation = installation;
        this.scope = this::variable;
    }

    /** The credentials that an adapter asks for; null when it asks for none, or {@code problems} says why it cannot. */
    @Nullable
    public InboundCredentials link(@Nullable Authentication declared, String adapter, List<Diagnostic> problems) {
        if (declared == null || declared.type().equals("none")) {
            return null;
        }
        SingleBraces.check(declared.node(), variables, findings, problems);
        if (!installation.authenticates(declared.type())) {
            String nearest = NearestName.among(declared.type(), SCHEMES);
            boolean isKnown = SCHEMES.contains(declared.type());
            problems.add(findings.error(
                    "authentication-unsupported",
                    declared.node().at("type"),
                    "the adapter \"" + adapter + "\" asks its callers to authenticate by \"" + declared.type() + "\", "
                            + (isKnown
                                    ? "which nothing that is installed checks"
                                    : "which is none of " + String.join(", ", SCHEMES))
                            + "; it is left out rather than served open",
                    isKnown ? null : nearest));
            return null;
        }
        return switch (declared.type()) {
            case "basic" -> pair(declared, adapter, problems, InboundCredentials.Basic::new);
            case "digest" -> pair(declared, adapter, problems, InboundCredentials.Digest::new);
            case "bearer" -> {
                Expression token = text(declared, declared.token(), "token", adapter, problems);
                yield token == null ? null : new InboundCredentials.Bearer(declared, token);
            }
            case "apikey" -> apiKey(declared, adapter, problems);
            case "oauth2" -> oauth2(declared, adapter, problems);
            default -> new InboundCredentials.Other(declared, settings(declared.node()));
        };
    }

    private interface PairFactory {
        InboundCredentials make(Authentication declared, Expression username, Expression password);
    }

    private @Nullable InboundCredentials pair(
            Authentication declared, String adapter, List<Diagnostic> problems, PairFactory factory) {
        Expression username = text(declared, declared.username(), "username", adapter, problems);
        Expression password = text(declared, declared.password(), "password", adapter, problems);
        return username == null || password == null ? null : factory.make(declared, username, password);
    }

    private @Nullable InboundCredentials apiKey(Authentication declared, String adapter, List<Diagnostic> problems) {
        Authentication.ApiKey key =
                declared.apiKeys().isEmpty() ? null : declared.apiKeys().get(0);
        if (key == null || declared.apiKeys().size() > 1) {
            problems.add(incomplete(declared, adapter, "one key and one value"));
            return null;
        }
        Expression name = text(declared, key.key(), "key", adapter, problems);
        Expression value = text(declared, key.value(), "value", adapter, problems);
        if (key.place() != ParameterLocation.HEADER && key.place() != ParameterLocation.QUERY) {
            problems.add(incomplete(declared, adapter, "a placement, which is header or query"));
            return null;
        }
        return name == null || value == null
                ? null
                : new InboundCredentials.ApiKey(declared, name, value, key.place() == ParameterLocation.QUERY);
    }

    private @Nullable InboundCredentials oauth2(Authentication declared, String adapter, List<Diagnostic> problems) {
        Authentication.OAuth2 oauth2 = declared.oauth2();
        if (oauth2 == null) {
            problems.add(incomplete(declared, adapter, "an authorizationServerUri and a resource"));
            return null;
        }
        Expression server =
                text(declared, oauth2.authorizationServerUri(), "authorizationServerUri", adapter, problems);
        Expression resource = text(declared, oauth2.resource(), "resource", adapter, problems);
        List<Expression> scopes = new ArrayList<>();
        YamlSequence written = declared.node().sequence("scopes");
        for (String word : oauth2.scopes()) {
            scopes.add(TemplateLinker.parameter(word, written == null ? declared.node() : written, scope));
        }
        Expression audience = oauth2.audience() == null
                ? null
                : TemplateLinker.parameter(oauth2.audience(), declared.node().at("audience"), scope);
        String validation = oauth2.tokenValidation() == null ? "jwks" : oauth2.tokenValidation();
        if (!validation.equals("jwks") && !validation.equals("introspection")) {
            problems.add(findings.error(
                    "authentication-incomplete",
                    declared.node().at("tokenValidation"),
                    "tokenValidation is \"" + validation + "\"; write jwks or introspection",
                    NearestName.among(validation, List.of("jwks", "introspection"))));
            return null;
        }
        return server == null || resource == null
                ? null
                : new InboundCredentials.OAuth2(
                        declared, server, resource, List.copyOf(scopes), audience, validation.equals("introspection"));
    }

    private Map<String, Expression> settings(YamlMapping node) {
        Map<String, Expression> settings = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : node.entries()) {
            if (entry.value() instanceof YamlScalar scalar && !entry.name().equals("type")) {
                settings.put(entry.name(), TemplateLinker.parameter(scalar.text(), scalar, scope));
            }
        }
        return Collections.unmodifiableMap(settings);
    }

    private @Nullable Expression text(
            Authentication declared, @Nullable String text, String key, String adapter, List<Diagnostic> problems) {
        if (text == null || text.isEmpty()) {
            problems.add(incomplete(declared, adapter, "a " + key));
            return null;
        }
        YamlNode at = declared.node().at(key);
        return TemplateLinker.parameter(text, at, scope);
    }

    private Diagnostic incomplete(Authentication declared, String adapter, String what) {
        return findings.error(
                "authentication-incomplete",
                declared.node(),
                declared.type() + " authentication of the adapter \"" + adapter + "\" needs " + what);
    }

    private Expression variable(String name, YamlNode use) {
        Variable variable = variables.find(name, use);
        return new Expression.VariableValue(variable == null ? variables.unknown(name, use) : variable);
    }
}
