package dev.capstan.consumer.http.internal.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestAuthenticationTest {
    private static final OutboundAuthentication.Digest MUFASA =
            new OutboundAuthentication.Digest(new Secret("Mufasa"), new Secret("Circle of Life"));
    private static final String REALM = "realm=\"http-auth@example.org\"";
    private static final String NONCE = "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"";
    private static final String OPAQUE = "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private static String line(String challenge) {
        DigestChallenge known = DigestChallenge.best(List.of(challenge));
        return new DigestAuthentication(MUFASA).line(known, "GET", "/dir/index.html", CLIENT_NONCE, 1);
    }

    /** The examples of RFC 7616, section 3.9.1. */
    @Test
    void the_examples_of_the_standard() {
        String rest = ", qop=\"auth, auth-int\", " + NONCE + ", " + OPAQUE;

        assertThat(line("Digest " + REALM + ", algorithm=MD5" + rest))
                .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"")
                .contains("nc=00000001", "qop=auth,", "algorithm=MD5", "username=\"Mufasa\"", OPAQUE);
        assertThat(line("Digest " + REALM + ", algorithm=SHA-256" + rest))
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
    }

    @Test
    void the_strongest_known_challenge_is_answered() {
        DigestChallenge best = DigestChallenge.best(List.of(
                "Basic realm=\"x, Digest nonce=y\", Digest realm=\"a\\\"b\", nonce=\"1\", algorithm=MD5",
                "Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256-sess, qop=\"auth\", stale=TRUE",
                "Digest realm=\"r\", nonce=\"3\", algorithm=SHA-512-256"));

        assertThat(best)
                .isEqualTo(new DigestChallenge("r", "2", null, "SHA-256-sess", "SHA-256", true, true, true, false));
        assertThat(DigestChallenge.best(List.of("Basic realm=\"x, Digest nonce=y\"")))
                .isNull();
        assertThat(DigestChallenge.best(List.of("Digest realm=\"r\", nonce=\"3\", qop=\"auth-int\"")))
                .isNull();
        assertThat(DigestChallenge.best(List.of("Basic realm=\"x\", Digest realm=\"a\\\"b\", nonce=1"))
                        .realm())
                .isEqualTo("a\"b");
    }
}
