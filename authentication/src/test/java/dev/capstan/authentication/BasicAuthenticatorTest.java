package dev.capstan.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.testkit.authentication.AuthenticatorContract;
import dev.capstan.testkit.authentication.TestRequest;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthenticatorTest extends AuthenticatorContract {
    private static final String CHALLENGE = "Basic realm=\"fleet\", charset=\"UTF-8\"";

    @Override
    protected AuthenticatorProvider provider() {
        return new BasicAuthenticatorProvider();
    }

    @Override
    protected InboundAuthentication settings() {
        return basic("käpt'n", "shìp:yard€");
    }

    private static InboundAuthentication basic(String username, String password) {
        return new InboundAuthentication.Basic(new Secret(username), new Secret(password));
    }

    @Override
    protected TestRequest authorized(EventLoop eventLoop, Authenticator authenticator) {
        return request(eventLoop, "Basic", "käpt'n:shìp:yard€");
    }

    @Override
    protected TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator) {
        return request(eventLoop, "Basic", "käpt'n:shipyard");
    }

    @Override
    protected TestRequest withCredentials(EventLoop eventLoop, String characters) {
        return TestRequest.get(eventLoop, "/ships").field("Authorization", characters);
    }

    private static TestRequest request(EventLoop eventLoop, String scheme, String pair) {
        String base64 = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return TestRequest.get(eventLoop, "/ships").field("Authorization", scheme + " " + base64);
    }

    @Override
    protected String principal() {
        return "käpt'n";
    }

    @Override
    protected List<String> secrets() {
        return List.of("shìp:yard€");
    }

    @Test
    void challengesWithRealmAndCharset() {
        assertThat(refusedWithoutCredentials().challenges()).containsExactly(CHALLENGE);
        assertThat(refused(unauthorized(eventLoop(), authenticator())).challenges())
                .containsExactly(CHALLENGE);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"Basic", "basic", "BASIC", "bAsIc", "Basic  ", "  Basic\t"})
    void foldsTheSchemesNameAndSkipsWhiteSpace(String scheme) {
        accepted(request(eventLoop(), scheme, "käpt'n:shìp:yard€"));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "käpt'n:shìp:yard",
                "käpt'n:shìp:yard€ ",
                "Käpt'n:shìp:yard€",
                "käpt'n:SHÌP:YARD€",
                "käpt'n",
                "käpt'n:",
                ":shìp:yard€",
                "shìp:yard€:käpt'n",
                "käpt'n:shìp:yard?",
                ""
            })
    void refusesAnyOtherPair(String pair) {
        assertThat(refused(request(eventLoop(), "Basic", pair)).status()).isEqualTo(401);
    }

    @Test
    void refusesTheRightPairInAnotherEncoding() {
        String base64 = Base64.getEncoder().encodeToString("käpt'n:shìp:yard".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused(withCredentials(eventLoop(), "Basic " + base64)).status())
                .isEqualTo(401);
    }

    @Test
    void refusesThePairAsABearerToken() {
        assertThat(refused(request(eventLoop(), "Bearer", "käpt'n:shìp:yard€")).challenges())
                .containsExactly(CHALLENGE);
    }

    @Test
    void cannotBeMadeWithCredentialsThatNobodyCouldSend() {
        assertThatThrownBy(() -> create(basic("a:b", "secret")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("colon")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> create(basic("captain", "")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("the password of basic authentication is empty");
    }
}
