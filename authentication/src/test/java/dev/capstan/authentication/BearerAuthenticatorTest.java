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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerAuthenticatorTest extends AuthenticatorContract {
    private static final String TOKEN = "t0k.en-für~you";

    @Override
    protected AuthenticatorProvider provider() {
        return new BearerAuthenticatorProvider();
    }

    @Override
    protected InboundAuthentication settings() {
        return new InboundAuthentication.Bearer(new Secret(TOKEN));
    }

    @Override
    protected TestRequest authorized(EventLoop eventLoop, Authenticator authenticator) {
        return TestRequest.get(eventLoop, "/ships").textField("Authorization", "Bearer " + TOKEN);
    }

    @Override
    protected TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, "Bearer another");
    }

    @Override
    protected TestRequest withCredentials(EventLoop eventLoop, String characters) {
        return TestRequest.get(eventLoop, "/ships").field("Authorization", characters);
    }

    @Override
    protected String principal() {
        return "bearer";
    }

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN);
    }

    @Test
    void challengesWithAnErrorOnlyWhenATokenCame() {
        assertThat(refusedWithoutCredentials().challenges()).containsExactly("Bearer realm=\"fleet\"");
        assertThat(refused(withCredentials(eventLoop(), "Basic dXNlcjpwYXNz")).challenges())
                .containsExactly("Bearer realm=\"fleet\"");
        assertThat(refused(withCredentials(eventLoop(), "Bearer ")).challenges())
                .containsExactly("Bearer realm=\"fleet\"");
        assertThat(refused(withCredentials(eventLoop(), "Bearer another")).challenges())
                .containsExactly("Bearer realm=\"fleet\", error=\"invalid_token\"");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   ", " Bearer\t"})
    void foldsTheSchemesNameAndSkipsWhiteSpace(String scheme) {
        accepted(TestRequest.get(eventLoop(), "/ships").textField("authorization", scheme + TOKEN + " "));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"T0k.en-für~you", "t0k.en-für~youu", "t0k.en-fu\u0308r~you", "t0k.en-f?r~you", "*", "***"})
    void refusesAnyOtherToken(String token) {
        assertThat(refused(TestRequest.get(eventLoop(), "/ships").textField("Authorization", "Bearer " + token))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void doesNotTakeTheTokenFromTheQuery() {
        refused(TestRequest.get(eventLoop(), "/ships?access_token=" + TOKEN));
    }

    @Test
    void aCharacterThatIsNoByteIsNoQuestionMark() {
        try (Authenticator other = create(new InboundAuthentication.Bearer(new Secret("a?b")))) {
            assertThat(withCredentials(eventLoop(), "Bearer a\u20ACb").sendTo(other))
                    .isNotEqualTo(withCredentials(eventLoop(), "Bearer a?b").sendTo(other));
        }
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", " token", "token ", "to\nken", "token\r", "to\u0000ken"})
    void cannotBeMadeWithATokenThatNobodyCouldSend(String token) {
        assertThatThrownBy(() -> create(new InboundAuthentication.Bearer(new Secret(token))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("the token of bearer authentication ")
                .hasMessageNotContaining("token\r");
    }
}
