package dev.capstan.document.link.internal.consumed;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.NameScope;
import dev.capstan.document.link.internal.name.TemplateLinker;
import dev.capstan.document.linked.LinkedAuthentication;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.document.model.Authentication;
import dev.capstan.document.model.ConsumedInput;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ParameterLocation;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves how calls to an API are authenticated. */
public final class AuthenticationLinker {
    private static final String UNSUPPORTED = "authentication-unsupported";
    private static final String INCOMPLETE = "authentication-incomplete";

    private final Findings findings;
    private final NameScope variables;

    AuthenticationLinker(Findings findings, NameScope variables) {
        this.findings = findings;
        this.variables = variables;
    }

    /** The API's authentication; null when it has none, or when it cannot be used and {@code problems} says why. */
    @Nullable
    LinkedAuthentication link(ConsumesHttp api, List<Diagnostic> problems) {
        Authentication declared = api.authentication();
        if (declared == null
                || declared.type().equals("none")
                || declared.node().entries().isEmpty()) {
            return null;
        }
        return switch (declared.type()) {
            case "basic" -> pair(declared, problems, LinkedAuthentication.Basic::new);
            case "digest" -> pair(declared, problems, LinkedAuthentication.Digest::new);
            case "bearer" -> {
                String token = declared.token();
                if (token == null) {
                    problems.add(findings.error(INCOMPLETE, declared.node(), "bearer authentication needs a token"));
                    yield null;
                }
                yield new LinkedAuthentication.Bearer(
                        expression(token, declared.node().at("token")));
            }
            case "apikey" -> apiKeys(declared, problems);
            case "oauth2" -> {
                problems.add(findings.error(
                        UNSUPPORTED,
                        declared.node().at("type"),
                        "oauth2 towards \"" + api.namespace()
                                + "\" is not supported; obtain a token yourself and use type: bearer"));
                yield null;
            }
            default -> {
                problems.add(findings.error(
                        UNSUPPORTED,
                        declared.node().at("type"),
                        "authentication of type \"" + declared.type()
                                + "\" is not supported; write basic, bearer, apikey or digest"));
                yield null;
            }
        };
    }

    /** Whether that authentication sets what has that name in that place. */
    public static boolean sets(@Nullable LinkedAuthentication authentication, String name, ParameterLocation place) {
        if (authentication == null) {
            return false;
        }
        if (authentication instanceof LinkedAuthentication.ApiKeys keys) {
            return keys.keys().stream()
                    .anyMatch(key -> key.place() == place
                            && key.name() instanceof Expression.Constant constant
                            && (place == ParameterLocation.HEADER
                                    ? constant.value().asString().equalsIgnoreCase(name)
                                    : constant.value().asString().equals(name)));
        }
        return place == ParameterLocation.HEADER && name.equalsIgnoreCase("Authorization");
    }

    /** The keys that go into that place, as parameters with a fixed value. */
    static List<ConsumedInput> parameters(@Nullable LinkedAuthentication authentication, ParameterLocation place) {
        List<ConsumedInput> parameters = new ArrayList<>();
        if (!(authentication instanceof LinkedAuthentication.ApiKeys all)) {
            return parameters;
        }
        YamlMapping node = all.node();
        for (LinkedAuthentication.ApiKey key : keys(all, place)) {
            if (key.name() instanceof Expression.Constant name) {
                YamlNode value = node.has("value") ? node.at("value") : node.at("token");
                parameters.add(new ConsumedInput(node, name.value().asString(), place, "string", false, null, value));
            }
        }
        return parameters;
    }

    /** What a parameter made by {@link #parameters} holds; null for any other parameter. */
    public static @Nullable Expression value(@Nullable LinkedAuthentication authentication, OperationInput input) {
        if (authentication instanceof LinkedAuthentication.ApiKeys keys
                && input.declaration() != null
                && input.declaration().node() == keys.node()) {
            for (LinkedAuthentication.ApiKey key :
                    keys(authentication, input.declaration().in())) {
                if (key.name() instanceof Expression.Constant name
                        && name.value().asString().equals(input.name())) {
                    return key.value();
                }
            }
        }
        return null;
    }

    /** The keys that go into that place. */
    static List<LinkedAuthentication.ApiKey> keys(
            @Nullable LinkedAuthentication authentication, @Nullable ParameterLocation place) {
        return authentication instanceof LinkedAuthentication.ApiKeys keys
                ? keys.keys().stream().filter(key -> key.place() == place).toList()
                : List.of();
    }

    private interface PairFactory {
        LinkedAuthentication make(Expression username, Expression password);
    }

    private @Nullable LinkedAuthentication pair(
            Authentication declared, List<Diagnostic> problems, PairFactory factory) {
        if (declared.username() == null && declared.password() == null) {
            problems.add(findings.error(
                    INCOMPLETE, declared.node(), declared.type() + " authentication needs a username and a password"));
            return null;
        }
        String username = declared.username() == null ? "" : declared.username();
        String password = declared.password() == null ? "" : declared.password();
        return factory.make(
                expression(username, declared.node().at("username")),
                expression(password, declared.node().at("password")));
    }

    private @Nullable LinkedAuthentication apiKeys(Authentication declared, List<Diagnostic> problems) {
        List<LinkedAuthentication.ApiKey> keys = new ArrayList<>();
        for (Authentication.ApiKey key : declared.apiKeys()) {
            if (key.key() == null || key.value() == null) {
                problems.add(findings.error(
                        INCOMPLETE, declared.node(), "apikey authentication needs a key (its name) and a value"));
                return null;
            }
            YamlNode value = holder(declared.node(), key.value());
            keys.add(new LinkedAuthentication.ApiKey(
                    expression(key.key(), holder(declared.node(), key.key())),
                    expression(key.value(), value),
                    key.place()));
        }
        return new LinkedAuthentication.ApiKeys(List.copyOf(keys), declared.node());
    }

    /** The text that says something, wherever in the authentication it stands; all of it when it is no text of its own. */
    private static YamlNode holder(YamlMapping authentication, String text) {
        for (YamlMapping.Entry entry : authentication.entries()) {
            if (entry.value() instanceof YamlScalar scalar && scalar.text().equals(text)) {
                return scalar;
            }
            if (entry.value() instanceof YamlMapping headers) {
                YamlNode found = holder(headers, text);
                if (found != headers) {
                    return found;
                }
            }
        }
        return authentication;
    }

    private Expression expression(String text, YamlNode at) {
        return TemplateLinker.parameter(text, at, variables);
    }
}
