package dev.capstan.benchmarks.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Answers one Digest challenge (RFC 7616, SHA-256) again and again, with a count that rises. */
final class DigestClient {
    private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private final MessageDigest digest;
    private final String realm;
    private final String username;
    private final String user;
    private final String request;
    private String nonce = "";
    private int count;

    DigestClient(String username, String realm, String password) throws NoSuchAlgorithmException {
        this.digest = MessageDigest.getInstance("SHA-256");
        this.realm = realm;
        this.username = username;
        this.user = hash(username + ":" + realm + ":" + password);
        this.request = hash("GET:" + BenchmarkRequest.TARGET);
    }

    void accept(String challenge) {
        int from = challenge.indexOf("nonce=\"") + 7;
        nonce = challenge.substring(from, challenge.indexOf('"', from));
        count = 0;
    }

    String field() {
        String nonceCount = HexFormat.of().toHexDigits(++count);
        String response = hash(user + ":" + nonce + ":" + nonceCount + ":" + CLIENT_NONCE + ":auth:" + request);
        return "Digest username=\"" + username + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
                + BenchmarkRequest.TARGET + "\", response=\"" + response + "\", algorithm=SHA-256, qop=auth, nc="
                + nonceCount + ", cnonce=\"" + CLIENT_NONCE + "\"";
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
