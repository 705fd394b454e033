package dev.capstan.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.testkit.authentication.AuthenticatorContract;
import dev.capstan.testkit.authentication.TestRequest;
import io.netty.channel.EventLoop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyInQueryAuthenticatorTest extends AuthenticatorContract {
    private static final String KEY = "schlüssel & 42€";

    @Override
    protected AuthenticatorProvider provider() {
        return new ApiKeyAuthenticatorProvider();
    }

    @Override
    protected InboundAuthentication settings() {
        return new InboundAuthentication.ApiKey("dock key", new Secret(KEY), true);
    }

    @Override
    protected TestRequest authorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, KEY);
    }

    @Override
    protected TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, "another");
    }

    @Override
    protected TestRequest withCredentials(EventLoop eventLoop, String characters) {
        return TestRequest.get(
                eventLoop, "/ships?page=2&dock%20key=" + URLEncoder.encode(characters, StandardCharsets.UTF_8));
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
        assertThat(refusedWithoutCredentials().challenges()).containsExactly("ApiKey name=\"dock key\", in=\"query\"");
    }

    @Test
    void takesTheKeyOutOfTheQuery() {
        TestRequest request = authorized(eventLoop(), authenticator());
        accepted(request);
        assertThat(request.taken()).containsExactly("dock key");
    }

    @Test
    void refusesARepeatedKeyAsMalformed() {
        Refused refused = refused(TestRequest.get(eventLoop(), "/ships?dock+key=a&dock%20key=a"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("malformed-request");
        assertThat(refused.detail()).isEqualTo("the request has its key more than once: 'dock key' in the query");
        assertThat(refused.challenges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ships?dock+key", "/ships?dock+key=", "/ships?Dock+Key=x", "/ships?", "/ships?=x"})
    void refusesAnAbsentKey(String target) {
        assertThat(refused(TestRequest.get(eventLoop(), target)).status()).isEqualTo(401);
    }

    @Test
    void doesNotTakeTheKeyFromAHeader() {
        refused(TestRequest.get(eventLoop(), "/ships").textField("dock key", KEY));
    }
}
