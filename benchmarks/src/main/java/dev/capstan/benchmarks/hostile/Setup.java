package dev.capstan.benchmarks.hostile;

import java.util.List;

/**
 * The engine that a probe wants.
 *
 * @param kind whether it wants one at all, and one of its own
 * @param configuration as YAML; empty for the defaults
 * @param options of {@code serve}
 * @param jvmOptions besides those of the script
 */
public record Setup(Kind kind, String configuration, List<String> options, String jvmOptions) {
    /** Which engine. */
    public enum Kind {
        /** One that other probes have used and will use. */
        SHARED,
        /** One that is started for the probe, so that its memory is the probe's doing. */
        OWN,
        /** None: the probe runs the command line itself. */
        NONE
    }

    /** One that is shared, with its defaults. */
    public static final Setup SHARED = new Setup(Kind.SHARED, "", List.of(), "");

    /** One of the probe's own, with its defaults. */
    public static final Setup OWN = new Setup(Kind.OWN, "", List.of(), "");

    /** None. */
    public static final Setup NONE = new Setup(Kind.NONE, "", List.of(), "");

    /** One of the probe's own, configured. */
    public static Setup configured(String configuration) {
        return new Setup(Kind.OWN, configuration, List.of(), "");
    }

    /** One of the probe's own, with options of {@code serve}. */
    public static Setup with(String... options) {
        return new Setup(Kind.OWN, "", List.of(options), "");
    }

    /** One of the probe's own, with JVM options besides those of the script. */
    public static Setup withJvm(String jvmOptions) {
        return new Setup(Kind.OWN, "", List.of(), jvmOptions);
    }
}
