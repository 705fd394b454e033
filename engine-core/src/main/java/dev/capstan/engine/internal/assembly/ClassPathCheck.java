package dev.capstan.engine.internal.assembly;

import dev.capstan.engine.failure.InvalidSettingException;
import io.netty.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.PackageVersion;

/**
 * Refuses class paths whose libraries are too old for the engine, as where a host's build manages other versions than the engine's:
 * else a class that is missing would surface as an error from within a call.
 */
public final class ClassPathCheck {
    /** Of Netty's 4.2. */
    private static final String NETTY = "io.netty.channel.MultiThreadIoEventLoopGroup";

    /** Of the 2.21 of Jackson's annotations, which Jackson 3.1 refers to. */
    private static final String ANNOTATIONS_2_21 = "com.fasterxml.jackson.annotation.JsonSerializeAs";

    /** Of their 2.22, which Jackson 3.2 refers to. */
    private static final String ANNOTATIONS_2_22 = "com.fasterxml.jackson.annotation.JsonApplyView";

    private ClassPathCheck() {}

    /**
     * Checks the libraries that the engine itself sees.
     *
     * @throws InvalidSettingException that names each library that is too old, with what is needed
     */
    public static void check() {
        tools.jackson.core.Version jackson = PackageVersion.VERSION;
        List<String> problems = problems(
                ClassPathCheck::isPresent,
                jackson.getMajorVersion(),
                jackson.getMinorVersion(),
                ClassPathCheck::nettyVersion);
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(String.join("; ", problems)
                    + ": set these versions in the build of the application, which manages others");
        }
    }

    static List<String> problems(
            Predicate<String> classes, int jacksonMajor, int jacksonMinor, Supplier<@Nullable String> nettyVersion) {
        List<String> problems = new ArrayList<>();
        if (!classes.test(NETTY)) {
            problems.add("the engine runs on Netty 4.2 or later (io.netty), and " + found(nettyVersion.get()));
        }
        if (jacksonMajor < 3 || (jacksonMajor == 3 && jacksonMinor < 1)) {
            problems.add("the engine runs on Jackson 3.1 or later (tools.jackson), and "
                    + found(jacksonMajor + "." + jacksonMinor));
        } else {
            boolean later = jacksonMajor > 3 || jacksonMinor >= 2;
            if (!classes.test(later ? ANNOTATIONS_2_22 : ANNOTATIONS_2_21)) {
                problems.add("Jackson " + jacksonMajor + "." + jacksonMinor + " needs its annotations "
                        + (later ? "2.22" : "2.21")
                        + " or later (com.fasterxml.jackson.core:jackson-annotations), and " + found(null));
            }
        }
        return problems;
    }

    private static String found(@Nullable String version) {
        return (version == null ? "an earlier version" : version) + " is on the class path";
    }

    private static boolean isPresent(String name) {
        try {
            return Class.forName(name, false, ClassPathCheck.class.getClassLoader()) != null;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    private static @Nullable String nettyVersion() {
        Version common = Version.identify(ClassPathCheck.class.getClassLoader()).get("netty-common");
        return common == null ? null : common.artifactVersion();
    }
}
