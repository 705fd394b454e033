package dev.capstan.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client's answer to a Digest challenge, computed as RFC 7616 says, each part of which a test can change. */
final class DigestAnswer {
    private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=(?:\"([^\"]*)\"|([^,]*))");

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final String username;
    private final String password;
    private String method = "GET";

    DigestAnswer(String challenge, String username, String password) {
        this.username = username;
        this.password = password;
        Map<String, String> challenged = parameters(challenge);
        quoted("username", username);
        quoted("realm", challenged.get("realm"));
        quoted("nonce", challenged.get("nonce"));
        quoted("uri", "/ships");
        plain("algorithm", challenged.get("algorithm"));
        plain("qop", "auth");
        count(1);
        quoted("cnonce", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    }

    /** The parameters of a challenge, without quotes. */
    static Map<String, String> parameters(String challenge) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return parameters;
    }

    DigestAnswer method(String changed) {
        method = changed;
        return this;
    }

    DigestAnswer quoted(String name, String value) {
        parameters.put(name, '"' + value + '"');
        return this;
    }

    DigestAnswer plain(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    DigestAnswer without(String name) {
        parameters.remove(name);
        return this;
    }

    DigestAnswer count(int count) {
        return plain("nc", HexFormat.of().toHexDigits(count));
    }

    /** The field's value, with the response that belongs to the parameters as they are now. */
    String field() {
        return field(response());
    }

    /** The field's value with another response. */
    String field(String response) {
        String all = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(", "));
        return "Digest response=\"" + response + "\", " + all;
    }

    String response() {
        String user = hash(username + ":" + value("realm") + ":" + password);
        String request = hash(method + ":" + value("uri"));
        return hash(String.join(":", user, value("nonce"), value("nc"), value("cnonce"), value("qop"), request));
    }

    private String value(String name) {
        return parameters.getOrDefault(name, "").replace("\"", "");
    }

    private String hash(String text) {
        String algorithm = value("algorithm").equalsIgnoreCase("SHA-256") ? "SHA-256" : "MD5";
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
