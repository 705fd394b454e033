package dev.capstan.authentication.oauth2.internal.token;

/** Why a token is not accepted, in words that say nothing of what would be. */
public enum TokenFault {
    /** Characters that no token has, or too many of them. */
    MALFORMED("the access token is malformed"),
    /** Not a JWT in compact form with a signature. */
    NOT_SIGNED("the access token is not a signed JWT"),
    /** An algorithm that is not accepted, such as {@code none}, or one with a shared key. */
    ALGORITHM("the access token is signed in a way that is not accepted"),
    /** A kind of JWT that is no access token, or critical header parameters. */
    KIND("the access token is a JWT of another kind"),
    /** No published key has its identifier, or fits its algorithm. */
    UNKNOWN_KEY("the access token is signed with a key that the authorization server does not publish"),
    /** Not signed with the key that it names. */
    SIGNATURE("the access token's signature is wrong"),
    /** Claims that are missing, or have the wrong type. */
    CLAIMS("the access token lacks claims, or has malformed ones"),
    /** Another issuer. */
    ISSUER("the access token is from another issuer"),
    /** Another audience. */
    AUDIENCE("the access token is meant for another audience"),
    /** Expired. */
    EXPIRED("the access token has expired"),
    /** Not valid yet. */
    NOT_YET_VALID("the access token is not valid yet"),
    /** Not active, as the authorization server says. */
    INACTIVE("the access token is not active");

    private final String detail;

    TokenFault(String detail) {
        this.detail = detail;
    }

    /** For people. */
    public String detail() {
        return detail;
    }
}
