package dev.capstan.authentication.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.InboundAuthentication.Validation;
import dev.capstan.testkit.TestEngineContext;
import dev.capstan.testkit.authentication.TestRequest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2SettingsTest {
    private static final String SERVER = "https://id.example";
    private static final String RESOURCE = "https://fleet.example/mcp";

    private final TestEngineContext engine = new TestEngineContext();

    @AfterEach
    void close() {
        engine.close();
    }

    private Authenticator create(String server, String resource, List<String> scopes, String audience) {
        return create(server, resource, scopes, audience, new Validation.Jwks());
    }

    private Authenticator create(
            String server, String resource, List<String> scopes, String audience, Validation validation) {
        return new OAuth2AuthenticatorProvider()
                .create(new AuthenticatorContext(
                        "fleet",
                        new InboundAuthentication.OAuth2(
                                URI.create(server), URI.create(resource), scopes, audience, validation),
                        engine));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example",
                "HTTPS://id.example/tenant",
                "http://localhost:8080",
                "http://LOCALHOST",
                "http://127.0.0.1:1",
                "http://127.1.2.3/x",
                "http://[::1]:8080"
            })
    void takesServersOverHttpsAndOnTheLoopback(String server) {
        assertThat(create(server, RESOURCE, List.of(), null)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://10.0.0.1",
                "http://0.0.0.0",
                "ftp://localhost",
                "id.example",
                "/id",
                "urn:id",
                "https://user:secret@id.example",
                "https:///x"
            })
    void refusesServersElsewhere(String server) {
        assertThatThrownBy(() -> create(server, RESOURCE, List.of(), null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("authorizationServerUri of oauth2 authentication is '")
                .hasMessageContaining("https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://id.example?x=y", "https://id.example#x"})
    void refusesServersWithQueryOrFragment(String server) {
        assertThatThrownBy(() -> create(server, RESOURCE, List.of(), null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("neither a query nor a fragment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fleet", "urn:fleet", "api://fleet", "https:///mcp", "https://u@fleet.example", RESOURCE + "#x"})
    void refusesResourcesThatAreNoUrl(String resource) {
        assertThatThrownBy(() -> create(SERVER, resource, List.of(), null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("resource of oauth2 authentication is '" + resource + "'");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "ä", "a\nb"})
    void refusesScopesThatNoTokenCanHave(String scope) {
        assertThatThrownBy(() -> create(SERVER, RESOURCE, List.of("fine", scope), null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("which no token can have");
    }

    @Test
    void refusesAnEmptyAudience() {
        assertThatThrownBy(() -> create(SERVER, RESOURCE, List.of(), ""))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("audience of oauth2 authentication is empty");
    }

    @Test
    void refusesIntrospectionWithoutCredentials() {
        for (Validation validation : List.of(
                new Validation.Introspection(new Secret(""), new Secret("secret")),
                new Validation.Introspection(new Secret("client"), new Secret("")))) {
            assertThatThrownBy(() -> create(SERVER, RESOURCE, List.of(), null, validation))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("for introspection is empty");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://fleet.example,            /.well-known/oauth-protected-resource,          ''",
        "https://fleet.example/,           /.well-known/oauth-protected-resource,          ''",
        "https://fleet.example/mcp,        /.well-known/oauth-protected-resource/mcp,      ''",
        "https://fleet.example/a/mcp/,     /.well-known/oauth-protected-resource/a/mcp/,   ''",
        "https://fleet.example/a%20b,      /.well-known/oauth-protected-resource/a%20b,    ''",
        "https://fleet.example/mcp?x=1,    /.well-known/oauth-protected-resource/mcp,      ?x=1",
        "http://fleet.example:8080/mcp,    /.well-known/oauth-protected-resource/mcp,      ''"
    })
    void theMetadataIsAtTheWellKnownPathForTheResource(String resource, String path, String query) {
        Authenticator authenticator = create(SERVER, resource, List.of(), null);
        assertThat(authenticator.publicDocuments().get(0).path()).isEqualTo(path);
        assertThat(authenticator.publicDocuments().get(0).json())
                .contains("\"resource\":\"" + resource + "\"")
                .doesNotContain("scopes_supported");

        Refused refused =
                (Refused) TestRequest.get(engine.eventLoops().next(), "/ships").sendTo(authenticator);

        String origin = resource.replaceFirst("(https?://[^/?]+).*", "$1");
        assertThat(refused.challenges())
                .containsExactly("Bearer realm=\"fleet\", resource_metadata=\"" + origin + path + query + "\"");
    }
}
