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

class ApiKeyInHeaderAuthenticatorTest extends AuthenticatorContract {
    private static final String KEY = "schlüssel 42";

    @Override
    protected AuthenticatorProvider provider() {
        return new ApiKeyAuthenticatorProvider();
    }

    @Override
    protected InboundAuthentication settings() {
        return key("X-Dock-Key", KEY);
    }

    private static InboundAuthentication key(String name, String value) {
        return new InboundAuthentication.ApiKey(name, new Secret(value), false);
    }

    @Override
    protected TestRequest authorized(EventLoop eventLoop, Authenticator authenticator) {
        return TestRequest.get(eventLoop, "/ships").textField("x-dock-key", KEY);
    }

    @Override
    protected TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, "another");
    }

    @Override
    protected TestRequest withCredentials(EventLoop eventLoop, String characters) {
        return TestRequest.get(eventLoop, "/ships").field("X-Dock-Key", characters);
    }

    @Override
    protected String principal() {
        return "apikey";
    }

    @Override
    protected List<String> secrets() {
        return List.of(KEY);
    }

    @Test
    void challengesWithTheKeysNameAndPlace() {
        String challenge = "ApiKey name=\"X-Dock-Key\", in=\"header\"";
        assertThat(refusedWithoutCredentials().challenges()).containsExactly(challenge);
        assertThat(refused(withCredentials(eventLoop(), "another")).challenges())
                .containsExactly(challenge);
    }

    @Test
    void doesNotTakeTheKeyFromElsewhere() {
        TestRequest inQuery = TestRequest.get(eventLoop(), "/ships?X-Dock-Key=schl%C3%BCssel+42");
        refused(inQuery);
        assertThat(inQuery.taken()).isEmpty();
        refused(TestRequest.get(eventLoop(), "/ships").textField("Authorization", "ApiKey " + KEY));
    }

    @Test
    void saysWhichFieldIsRepeated() {
        assertThat(refused(withCredentials(eventLoop(), "a").field("x-DOCK-key", "b"))
                        .detail())
                .isEqualTo("the request has its key more than once: 'X-Dock-Key' in the header");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "X Key", "X-Key:", "X-K\u00E9y", "X-Key\r\nHost"})
    void cannotBeMadeForANameThatNoHeaderCanHave(String name) {
        assertThatThrownBy(() -> create(key(name, KEY)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("a name that no header can have");
    }

    @Test
    void cannotBeMadeWithAKeyThatNobodyCouldSend() {
        assertThatThrownBy(() -> create(key("X-Dock-Key", "")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("the value of apikey authentication is empty");
        assertThatThrownBy(() -> create(key("X-Dock-Key", "sec\nret")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("control character")
                .hasMessageNotContaining("ret:");
    }
}
