package dev.capstan.testkit;

/**
 * One way in which a script may try to reach the host.
 *
 * @param name what it tries, in a few words
 * @param code the attempt in the script's language, whose value is what it got
 * @param harmless a regular expression of what it may get; empty when it has to be refused
 */
public record WayOut(String name, String code, String harmless) {
    /** One that has to be refused. */
    public static WayOut refused(String name, String code) {
        return new WayOut(name, code, "");
    }
}
