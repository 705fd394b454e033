package dev.capstan.authentication.credential;

/** Composes the value of a WWW-Authenticate field (RFC 9110, section 11.6.1). Not safe for several threads. */
public final class Challenge {
    private final StringBuilder text;
    private boolean hasParameters;

    private Challenge(String scheme) {
        this.text = new StringBuilder(scheme);
    }

    /** A challenge of that scheme, without parameters. */
    public static Challenge of(String scheme) {
        return new Challenge(scheme);
    }

    /** A challenge of that scheme, with the adapter's name as the realm. */
    public static Challenge of(String scheme, String adapter) {
        return of(scheme).quoted("realm", realm(adapter));
    }

    /** The adapter's name as a realm: visible ASCII characters, {@code _} for others. */
    public static String realm(String adapter) {
        StringBuilder realm = new StringBuilder(adapter.length());
        adapter.chars().forEach(c -> realm.append(c >= ' ' && c <= '~' ? (char) c : '_'));
        return realm.toString();
    }

    /** Adds a parameter as a quoted string. */
    public Challenge quoted(String name, String value) {
        begin(name).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
        return this;
    }

    /** Adds a parameter as a token. */
    public Challenge token(String name, String value) {
        begin(name).append(value);
        return this;
    }

    private StringBuilder begin(String name) {
        text.append(hasParameters ? ", " : " ").append(name).append('=');
        hasParameters = true;
        return text;
    }

    /** The field's value. */
    @Override
    public String toString() {
        return text.toString();
    }
}
