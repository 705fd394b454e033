package dev.capstan.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.testkit.authentication.AuthenticatorContract;
import dev.capstan.testkit.authentication.TestRequest;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestAuthenticatorTest extends AuthenticatorContract {
    private static final String USERNAME = "käpt\"n";
    private static final String PASSWORD = "shìp:yard€";

    @Override
    protected AuthenticatorProvider provider() {
        return new DigestAuthenticatorProvider();
    }

    @Override
    protected InboundAuthentication settings() {
        return digest(USERNAME, PASSWORD);
    }

    private static InboundAuthentication digest(String username, String password) {
        return new InboundAuthentication.Digest(new Secret(username), new Secret(password));
    }

    @Override
    protected TestRequest authorized(EventLoop eventLoop, Authenticator authenticator) {
        return request(eventLoop, answer(challenge(eventLoop, authenticator, 0)).field());
    }

    @Override
    protected TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator) {
        return request(
                eventLoop,
                answer(challenge(eventLoop, authenticator, 0), "shipyard").field());
    }

    @Override
    protected TestRequest withCredentials(EventLoop eventLoop, String characters) {
        return TestRequest.get(eventLoop, "/ships").field("Authorization", characters);
    }

    @Override
    protected String principal() {
        return USERNAME;
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD);
    }

    private static String challenge(EventLoop eventLoop, Authenticator authenticator, int index) {
        Refused refused = (Refused) TestRequest.get(eventLoop, "/ships").sendTo(authenticator);
        return refused.challenges().get(index);
    }

    private String challenge() {
        return challenge(eventLoop(), authenticator(), 0);
    }

    private static DigestAnswer answer(String challenge) {
        return answer(challenge, PASSWORD);
    }

    private static DigestAnswer answer(String challenge, String password) {
        return new DigestAnswer(challenge, USERNAME, password).quoted("username", USERNAME.replace("\"", "\\\""));
    }

    private static TestRequest request(EventLoop eventLoop, String field) {
        return TestRequest.get(eventLoop, "/ships").textField("Authorization", field);
    }

    private TestRequest request(DigestAnswer answer) {
        return request(eventLoop(), answer.field());
    }

    @Test
    void challengesTwiceTheStrongerFirst() {
        List<String> challenges = refusedWithoutCredentials().challenges();
        assertThat(challenges).hasSize(2);
        String nonce = DigestAnswer.parameters(challenges.get(0)).get("nonce");
        assertThat(nonce).matches("[A-Za-z0-9_-]{43}");
        assertThat(challenges)
                .containsExactly(
                        "Digest realm=\"fleet\", qop=\"auth\", algorithm=SHA-256, nonce=\"" + nonce
                                + "\", charset=UTF-8",
                        "Digest realm=\"fleet\", qop=\"auth\", algorithm=MD5, nonce=\"" + nonce + "\", charset=UTF-8");
    }

    @Test
    void challengesWithANewNonceEachTime() {
        assertThat(Stream.generate(this::challenge).limit(100).distinct()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void acceptsAnAnswerToEitherChallenge(int index) {
        accepted(request(answer(challenge(eventLoop(), authenticator(), index))));
    }

    @Test
    void takesAnAnswerWithoutAlgorithmForMd5() {
        accepted(request(answer(challenge(eventLoop(), authenticator(), 1)).without("algorithm")));
        assertStatus(
                401,
                answer(challenge(eventLoop(), authenticator(), 0))
                        .without("algorithm")
                        .field("0".repeat(64)));
    }

    @Test
    void acceptsTheUserNameInItsExtendedForm() {
        accepted(request(answer(challenge()).without("username").plain("username*", "UTF-8''k%C3%A4pt%22n")));
        accepted(request(answer(challenge()).without("username").plain("username*", "utf-8'de'k%c3%a4pt%22n")));
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                Arguments.of("wrong uri", change(answer -> answer.quoted("uri", "/ships/1"))),
                Arguments.of("uri without query", change(answer -> answer.quoted("uri", "/ships?page=1"))),
                Arguments.of("absolute uri", change(answer -> answer.quoted("uri", "http://localhost/ships"))),
                Arguments.of("no uri", change(answer -> answer.without("uri"))),
                Arguments.of("another method", change(answer -> answer.method("DELETE"))),
                Arguments.of("another user", change(answer -> answer.quoted("username", "käptn"))),
                Arguments.of("no user", change(answer -> answer.without("username"))),
                Arguments.of("two users", change(answer -> answer.plain("username*", "UTF-8''k%C3%A4pt%22n"))),
                Arguments.of("hashed user", change(answer -> answer.plain("userhash", "true"))),
                Arguments.of(
                        "user in another charset",
                        change(answer -> answer.without("username").plain("username*", "ISO-8859-1''k%E4pt%22n"))),
                Arguments.of(
                        "user with a broken escape",
                        change(answer -> answer.without("username").plain("username*", "UTF-8''k%C3%A4pt%2"))),
                Arguments.of("another realm", change(answer -> answer.quoted("realm", "harbour"))),
                Arguments.of("no realm", change(answer -> answer.without("realm"))),
                Arguments.of("qop auth-int", change(answer -> answer.plain("qop", "auth-int"))),
                Arguments.of("no qop", change(answer -> answer.without("qop"))),
                Arguments.of("session variant", change(answer -> answer.plain("algorithm", "SHA-256-sess"))),
                Arguments.of("unknown algorithm", change(answer -> answer.plain("algorithm", "SHA-512-256"))),
                Arguments.of("no count", change(answer -> answer.without("nc"))),
                Arguments.of("short count", change(answer -> answer.plain("nc", "1"))),
                Arguments.of("count that is no number", change(answer -> answer.plain("nc", "0000000g"))),
                Arguments.of("signed count", change(answer -> answer.plain("nc", "+0000001"))),
                Arguments.of("no client nonce", change(answer -> answer.without("cnonce"))));
    }

    private static UnaryOperator<DigestAnswer> change(UnaryOperator<DigestAnswer> change) {
        return change;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void refusesAWrongAnswer(String name, UnaryOperator<DigestAnswer> change) {
        Refused refused = refused(request(change.apply(answer(challenge()))));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.challenges()).hasSize(2).noneMatch(challenge -> challenge.contains("stale"));
    }

    @Test
    void refusesAWrongResponse() {
        String right = answer(challenge()).response();
        char last = right.charAt(63);
        for (String response : List.of(
                "", "0", "zz", right.substring(1), right + "00", right.substring(0, 63) + (last == '0' ? '1' : '0'))) {
            assertStatus(401, answer(challenge()).field(response));
        }
    }

    @Test
    void refusesAParameterThatComesTwice() {
        DigestAnswer answer = answer(challenge());
        assertStatus(401, answer.field() + ", nc=00000001");
        assertStatus(401, answer.field() + ", URI=\"/ships\"");
        accepted(request(answer));
    }

    @Test
    void theUriHasToBeTheTargetWithItsQuery() {
        String challenge = challenge();
        TestRequest request = TestRequest.get(eventLoop(), "/ships?page=1,2&q=%22")
                .textField(
                        "Authorization",
                        answer(challenge).quoted("uri", "/ships?page=1,2&q=%22").field());
        accepted(request);
        refused(TestRequest.get(eventLoop(), "/ships?page=1")
                .textField("Authorization", answer(challenge()).field()));
    }

    @Test
    void aDigestReplayIsRefused() {
        String challenge = challenge();
        TestRequest first = request(answer(challenge));
        accepted(first);

        Refused replayed = refused(first);

        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.detail()).contains("used before");
    }

    @Test
    void countsHaveToRise() {
        String challenge = challenge();
        accepted(request(answer(challenge).count(1)));
        accepted(request(answer(challenge).count(2)));
        accepted(request(answer(challenge).count(7)));
        for (int count : new int[] {7, 6, 1, 0}) {
            assertStale(refused(request(answer(challenge).count(count))));
        }
        accepted(request(answer(challenge).count(8)));
        accepted(request(answer(challenge).count(-1)));
        assertStale(refused(request(answer(challenge).count(-1))));
    }

    @Test
    void aReplayWithTheOtherAlgorithmIsRefused() {
        List<String> challenges = refusedWithoutCredentials().challenges();
        accepted(request(answer(challenges.get(0))));
        assertStale(refused(request(answer(challenges.get(1)))));
    }

    @Test
    void aReplayWithTheNonceWrittenInAnotherWayIsRefused() {
        String challenge = challenge();
        String nonce = DigestAnswer.parameters(challenge).get("nonce");
        accepted(request(answer(challenge)));
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(nonce.charAt(42));
        // The last character has two bits that do not count.
        for (int bits = 0; bits < 4; bits++) {
            String alike = nonce.substring(0, 42) + alphabet.charAt((last & ~3) | bits);
            assertStale(refused(request(answer(challenge).quoted("nonce", alike))));
        }
        assertStale(refused(request(answer(challenge).quoted("nonce", nonce + "="))));
    }

    @Test
    void aStaleNonceIsRefusedWithAnotherOne() {
        String challenge = challenge();
        engine().clock().move(Duration.ofMinutes(5));
        accepted(request(answer(challenge).count(1)));
        engine().clock().move(Duration.ofMillis(1));

        Refused refused = refused(request(answer(challenge).count(2)));

        assertStale(refused);
        accepted(request(answer(refused.challenges().get(0))));
    }

    @Test
    void staleIsSentOnlyToThoseWhoKnowThePassword() {
        String challenge = challenge();
        engine().clock().move(Duration.ofMinutes(6));
        assertThat(refused(request(eventLoop(), answer(challenge, "shipyard").field()))
                        .challenges())
                .noneMatch(again -> again.contains("stale"));
    }

    @Test
    void aNonceOfNobodyIsRefused() {
        String challenge = challenge();
        for (String nonce : List.of("", "abc", "%%%", "A".repeat(43), "A".repeat(44))) {
            assertStale(refused(request(answer(challenge).quoted("nonce", nonce))));
        }
        assertStale(refused(request(answer(challenge).without("nonce"))));
        try (Authenticator other = create(settings())) {
            assertStale(refused(request(answer(challenge(eventLoop(), other, 0)))));
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotReviveARequest() {
        TestRequest first = request(answer(challenge()));
        accepted(first);
        engine().clock().move(Duration.ofMinutes(10));
        accepted(request(answer(challenge())));
        engine().clock().move(Duration.ofMinutes(-10));
        assertStale(refused(first));
    }

    @Test
    void cannotBeMadeWithCredentialsThatNobodyCouldSend() {
        assertThatThrownBy(() -> create(digest("a:b", "secret")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("colon");
        assertThatThrownBy(() -> create(digest("captain", "")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("the password of digest authentication is empty");
    }

    private void assertStatus(int status, String field) {
        assertThat(refused(request(eventLoop(), field)).status()).isEqualTo(status);
    }

    private static void assertStale(Refused refused) {
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.challenges()).hasSize(2);
        for (String challenge : refused.challenges()) {
            Map<String, String> parameters = DigestAnswer.parameters(challenge);
            assertThat(parameters).containsEntry("stale", "true");
        }
    }
}
