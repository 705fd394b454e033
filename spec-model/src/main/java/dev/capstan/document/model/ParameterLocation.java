package dev.capstan.document.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where in a request a parameter stands. */
public enum ParameterLocation {
    /** The query of the URI. */
    QUERY,
    /** A header field. */
    HEADER,
    /** A placeholder of the path. */
    PATH,
    /** A cookie. */
    COOKIE,
    /** The body, or a member of it. */
    BODY,
    /** A variable of the environment. */
    ENVIRONMENT;

    /** The place of that name, in any case; null when there is none. */
    public static @Nullable ParameterLocation of(@Nullable String name) {
        if (name == null) {
            return null;
        }
        for (ParameterLocation place : values()) {
            if (place.word().equalsIgnoreCase(name)) {
                return place;
            }
        }
        return null;
    }

    /** As documents spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
