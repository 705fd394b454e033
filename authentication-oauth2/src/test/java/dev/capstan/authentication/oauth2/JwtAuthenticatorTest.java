package dev.capstan.authentication.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import dev.capstan.engine.exchange.Principal;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.PublicDocument;
import dev.capstan.testkit.authentication.TestRequest;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAuthenticatorTest extends OAuth2Contract {
    private static final SigningKey RSA = SigningKey.rsa("rsa");
    private static final SigningKey P256 = SigningKey.ec("p256", Curve.P_256);
    private static final SigningKey P384 = SigningKey.ec("p384", Curve.P_384);
    private static final SigningKey P521 = SigningKey.ec("p521", Curve.P_521);
    private static final SigningKey ED25519 = SigningKey.ed("ed25519", Curve.Ed25519);
    private static final SigningKey ED448 = SigningKey.ed("ed448", Curve.Ed448);
    private static final SigningKey STRANGER = SigningKey.rsa("rsa");

    private final Supplier<String> right = once(RSA);
    private final Supplier<String> wrong = once(STRANGER);

    JwtAuthenticatorTest() {
        server.at("/jwks", AuthorizationServer.json(SigningKey.set(RSA, P256, P384, P521, ED25519, ED448)));
    }

    @Override
    InboundAuthentication.Validation validation() {
        return new InboundAuthentication.Validation.Jwks();
    }

    @Override
    protected TestRequest authorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, "Bearer " + right.get());
    }

    @Override
    protected TestRequest unauthorized(EventLoop eventLoop, Authenticator authenticator) {
        return withCredentials(eventLoop, "Bearer " + wrong.get());
    }

    @Override
    protected List<String> secrets() {
        return List.of("eyJ", "client-secret-unused");
    }

    private Supplier<String> once(SigningKey key) {
        AtomicReference<String> token = new AtomicReference<>();
        return () -> token.updateAndGet(known -> known != null ? known : key.sign("RS256", claims().toString()));
    }

    private Claims claims() {
        return new Claims(server.uri(""), engine().clock());
    }

    private String rs256(Claims claims) {
        return RSA.sign("RS256", claims.toString());
    }

    @Test
    void challengesNameTheMetadataOfTheResource() {
        assertThat(refusedWithoutCredentials().challenges()).containsExactly(MISSING);
        assertThat(refused(withCredentials(eventLoop(), "Basic dXNlcjpwYXNz")).challenges())
                .containsExactly(MISSING);
        assertThat(refused(withToken("abc")).challenges()).containsExactly(INVALID);
    }

    @Test
    void publishesTheMetadataOfTheResource() {
        assertThat(authenticator().publicDocuments())
                .containsExactly(new PublicDocument(
                        "/.well-known/oauth-protected-resource/mcp",
                        "{\"resource\":\"https://fleet.example/mcp\",\"resource_name\":\"fleet\","
                                + "\"authorization_servers\":[\"" + server.uri("") + "\"],"
                                + "\"scopes_supported\":[\"ships:read\"],\"bearer_methods_supported\":[\"header\"]}"));
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of("RS256", RSA),
                Arguments.of("RS384", RSA),
                Arguments.of("RS512", RSA),
                Arguments.of("PS256", RSA),
                Arguments.of("PS384", RSA),
                Arguments.of("PS512", RSA),
                Arguments.of("ES256", P256),
                Arguments.of("ES384", P384),
                Arguments.of("ES512", P521),
                Arguments.of("EdDSA", ED25519),
                Arguments.of("EdDSA", ED448));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void verifiesEachAlgorithm(String algorithm, SigningKey key) {
        String token = key.sign(algorithm, claims().toString());
        assertThat(accepted(withToken(token)).principal())
                .isEqualTo(new Principal("captain", "oauth2", List.of("ships:read", "ships:write")));
        String[] parts = token.split("\\.", -1);
        String others = key.sign(algorithm, claims().with("sub", "\"admiral\"").toString());
        invalid(parts[0] + "." + others.split("\\.", -1)[1] + "." + parts[2], "signature is wrong");
        invalid(parts[0] + "." + parts[1] + "." + parts[2].substring(8) + "AAAAAAAA", "signature is wrong");
        invalid(parts[0] + "." + parts[1] + ".", "not a signed JWT");
        invalid(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()), "signature is wrong");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String payload = Base64URL.encode(claims().toString()).toString();
        for (String algorithm : List.of("none", "None", "NONE", "nOnE")) {
            String header = Base64URL.encode("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}")
                    .toString();
            assertUnauthenticated(header + "." + payload + ".");
            assertUnauthenticated(header + "." + payload);
            assertUnauthenticated(header + "." + payload + "." + rs256(claims()).split("\\.", -1)[2]);
        }
    }

    private void assertUnauthenticated(String token) {
        Refused refused = refused(withToken(token));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.challenges()).containsExactly(INVALID);
    }

    @Test
    void aTokenSignedWithThePublicKeyAsSharedSecretIsRefused() throws Exception {
        for (byte[] secret : List.of(
                RSA.jwk().toRSAKey().toRSAPublicKey().getEncoded(),
                RSA.json().getBytes(StandardCharsets.UTF_8),
                RSA.jwk().toRSAKey().getModulus().decode())) {
            for (String algorithm : List.of("HS256", "HS384", "HS512")) {
                JWSObject token = new JWSObject(
                        new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                                .keyID("rsa")
                                .build(),
                        new Payload(claims().toString()));
                token.sign(new MACSigner(secret));
                invalid(token.serialize(), "signed in a way that is not accepted");
            }
        }
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsNotUsed() throws Exception {
        SigningKey own = SigningKey.rsa("own");
        AuthorizationServer.Answer keys = AuthorizationServer.json(SigningKey.set(own));
        server.at("/attacker", keys);
        for (String id : List.of("own", "rsa")) {
            JWSHeader.Builder header = own.header("RS256").keyID(id);
            assertUnauthenticated(own.sign(header.jwk(own.jwk().toPublicJWK()).build(), claims().toString()));
            assertUnauthenticated(own.sign(
                    own.header("RS256")
                            .keyID(id)
                            .jwkURL(server.uri("/attacker"))
                            .build(),
                    claims().toString()));
            assertUnauthenticated(own.sign(
                    own.header("RS256")
                            .keyID(id)
                            .x509CertURL(server.uri("/attacker"))
                            .build(),
                    claims().toString()));
        }
        assertThat(server.asked("/attacker")).isEmpty();
    }

    @Test
    void aKeyIsOnlyUsedWithTheAlgorithmThatItIsFor() throws Exception {
        SigningKey key = SigningKey.rsa("only-384");
        String json = key.json().replaceFirst("\\{", "{\"alg\":\"RS384\",");
        server.at("/jwks", AuthorizationServer.json(SigningKey.set(List.of(json))));
        engine().clock().move(Duration.ofSeconds(31));
        accepted(withToken(key.sign("RS384", claims().toString())));
        invalid(key.sign("RS256", claims().toString()), "signature is wrong");
        invalid(key.sign("PS384", claims().toString()), "signature is wrong");
    }

    @Test
    void keysForOtherPurposesAndWeakKeysAreNotUsed() {
        SigningKey good = SigningKey.rsa("good");
        SigningKey encryption = SigningKey.rsa("encryption");
        SigningKey signing = SigningKey.rsa("signing");
        SigningKey weak = SigningKey.rsa("weak", 1024);
        server.at(
                "/jwks",
                AuthorizationServer.json(SigningKey.set(List.of(
                        "{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U\"}",
                        "{\"kty\":\"strange\"}",
                        "{\"kty\":\"RSA\",\"n\":\"%%%\",\"e\":\"AQAB\"}",
                        "{}",
                        "17",
                        encryption.json().replaceFirst("\\{", "{\"use\":\"enc\","),
                        signing.json().replaceFirst("\\{", "{\"key_ops\":[\"sign\"],"),
                        weak.json(),
                        good.json()))));
        engine().clock().move(Duration.ofSeconds(31));
        accepted(withToken(good.sign("RS256", claims().toString())));
        for (SigningKey other : List.of(encryption, signing, weak)) {
            invalid(other.sign("RS256", claims().toString()), "a key that the authorization server does not publish");
        }
    }

    @Test
    void aTokenWithoutKeyIdentifierIsVerifiedWithEachKeyThatFits() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES384).build();
        accepted(withToken(P384.sign(header, claims().toString())));
        invalid(
                SigningKey.ec("x", Curve.P_384).sign(header, claims().toString()),
                "a key that the authorization server does not publish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt", "AT+JWT"})
    void acceptsAccessTokensOfThisType(String type) {
        JWSHeader header = RSA.header("RS256").type(new JOSEObjectType(type)).build();
        accepted(withToken(RSA.sign(header, claims().toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE"})
    void refusesTokensOfOtherTypes(String type) {
        JWSHeader header = RSA.header("RS256").type(new JOSEObjectType(type)).build();
        invalid(RSA.sign(header, claims().toString()), "a JWT of another kind");
    }

    @Test
    void refusesCriticalHeaderParameters() {
        JWSHeader header = RSA.header("RS256")
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();
        invalid(RSA.sign(header, claims().toString()), "a JWT of another kind");
    }

    @Test
    void anExpiredTokenIsRefused() {
        String token = rs256(claims().expiresIn(60));
        accepted(withToken(token));
        engine().clock().move(Duration.ofSeconds(119));
        accepted(withToken(token));
        engine().clock().move(Duration.ofSeconds(1));
        invalid(token, "has expired");
        invalid(rs256(claims().expiresIn(-60)), "has expired");
        accepted(withToken(rs256(claims().expiresIn(-59))));
    }

    @Test
    void aTokenThatIsNotValidYetIsRefused() {
        accepted(withToken(rs256(claims().validIn(60))));
        String token = rs256(claims().validIn(61));
        invalid(token, "not valid yet");
        engine().clock().move(Duration.ofSeconds(1));
        accepted(withToken(token));
    }

    @Test
    void aWrongAudienceIsRefused() {
        for (String audience : List.of(
                "\"https://fleet.example\"",
                "\"https://fleet.example/mcp/\"",
                "\"HTTPS://FLEET.EXAMPLE/MCP\"",
                "\"\"",
                "[]",
                "[\"https://other.example\"]")) {
            invalid(rs256(claims().with("aud", audience)), "meant for another audience");
        }
        invalid(rs256(claims().without("aud")), "meant for another audience");
        accepted(withToken(rs256(claims().with("aud", "[\"other\",\"https://fleet.example/mcp\"]"))));
    }

    @Test
    void aConfiguredAudienceReplacesTheResource() {
        try (Authenticator other = create(settings(server.uri(""), "api://fleet"))) {
            other.start();
            awaitReady(other);
            assertThat(withToken(rs256(claims())).sendTo(other)).isInstanceOf(Refused.class);
            assertThat(withToken(rs256(claims().with("aud", "\"api://fleet\""))).sendTo(other))
                    .isNotInstanceOf(Refused.class);
        }
    }

    @Test
    void aWrongIssuerIsRefused() {
        URI issuer = server.uri("");
        for (String wrong :
                List.of(issuer + "/", "https://other.example", issuer.toString().toUpperCase(), "")) {
            invalid(rs256(claims().with("iss", "\"" + wrong + "\"")), "from another issuer");
        }
        invalid(rs256(claims().without("iss")), "from another issuer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp | \"4102444800\"",
                "exp | 1e300",
                "exp | true",
                "exp | null",
                "nbf | \"now\"",
                "nbf | {}",
                "iss | 17",
                "iss | [\"x\"]",
                "aud | 17",
                "aud | [17]",
                "aud | {}",
                "scope | 17",
                "scope | [[\"ships:read\"]]",
                "scp | {}"
            })
    void malformedClaimsAreRefused(String name, String value) {
        invalid(rs256(claims().with(name, value)), "lacks claims, or has malformed ones");
    }

    @Test
    void aTokenWithoutExpiryIsRefused() {
        invalid(rs256(claims().without("exp")), "lacks claims");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "null", "17", "\"text\"", "[]", "{", "{\"iss\":", "\u0000"})
    void aPayloadThatIsNoObjectIsRefused(String payload) {
        invalid(RSA.sign("RS256", payload.isEmpty() ? " " : payload), "lacks claims, or has malformed ones");
    }

    @Test
    void deeplyNestedClaimsAreRefused() {
        String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        invalid(RSA.sign("RS256", deep), "malformed");
    }

    @Test
    void deeplyNestedHeadersAreRefused() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"a\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
        assertUnauthenticated(Base64URL.encode(header) + "." + Base64URL.encode(claims().toString()) + ".AAAA");
    }

    @Test
    void anEncryptedTokenIsRefused() {
        String header = Base64URL.encode("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}")
                .toString();
        assertUnauthenticated(header + ".AAAA.AAAA.AAAA.AAAA");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope | \"ships:read\"",
                "scope | \"a ships:read b\"",
                "scope | [\"ships:read\"]",
                "scp | \"a ships:read\"",
                "scp | [\"a\", \"ships:read\"]"
            })
    void scopesStandInEitherClaim(String claim, String value) {
        accepted(withToken(rs256(claims().without("scope").with(claim, value))));
    }

    @Test
    void insufficientScopeNamesAllScopes() {
        for (String token : List.of(
                rs256(claims().without("scope")),
                rs256(claims().with("scope", "\"ships:write\"")),
                rs256(claims().with("scope", "\"ships:readall SHIPS:READ\"")))) {
            for (int time = 0; time < 2; time++) {
                Refused refused = refused(withToken(token));
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("insufficient-scope");
                assertThat(refused.detail()).isEqualTo("the access token lacks scopes; it needs: ships:read");
                assertThat(refused.challenges()).containsExactly(INSUFFICIENT);
            }
        }
    }

    @Test
    void whoeverTheTokenNamesIsThePrincipal() {
        assertThat(accepted(withToken(rs256(claims().without("sub").with("client_id", "\"buoy\""))))
                        .principal()
                        .name())
                .isEqualTo("buoy");
        assertThat(accepted(withToken(rs256(claims().without("sub"))))
                        .principal()
                        .name())
                .isEqualTo("oauth2");
    }

    @Test
    void theSchemesNameFoldsCase() {
        accepted(withCredentials(eventLoop(), "bEARER  " + rs256(claims())));
    }

    @Test
    void doesNotTakeTokensFromTheQuery() {
        assertThat(refused(TestRequest.get(eventLoop(), "/ships?access_token=" + rs256(claims())))
                        .challenges())
                .containsExactly(MISSING);
    }

    @Test
    void tokensThatAreTooLongAreRefused() {
        invalid("a".repeat(16 * 1024 + 1), "malformed");
        invalid("a\u00E9b", "malformed");
        invalid("a=b", "malformed");
    }
}
