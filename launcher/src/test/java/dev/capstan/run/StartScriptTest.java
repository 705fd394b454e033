package dev.capstan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code naftiko-run} in a checkout of its own, with a Maven and a Java that only pretend. */
@Timeout(60)
class StartScriptTest {
    @TempDir
    Path directory;

    private Path checkout;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        checkout = Files.createDirectories(directory.resolve("check out"));
        Files.copy(Path.of("../naftiko-run"), checkout.resolve("naftiko-run"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.createDirectories(checkout.resolve("launcher/src/main"));
        Files.createDirectories(checkout.resolve("docs/rules"));
        Files.writeString(checkout.resolve("launcher/pom.xml"), "");
        program("bin/mvn", """
                #!/bin/sh
                echo built >>"$FAKE/builds"
                echo '[INFO] Downloading from central: a'
                echo '[INFO] Downloading from central: b'
                echo '[INFO] Building Capstan :: spec-model 0.1.0-SNAPSHOT   [1/2]'
                cat "$FAKE/gate"
                if [ -e "$FAKE/broken" ]; then
                  echo '[ERROR] Compilation failure'
                  exit 1
                fi
                echo '[INFO] Building jar: x.jar'
                echo '[INFO] Building Naftiko Run 0.1.0-SNAPSHOT    [2/2]'
                mkdir -p launcher/target
                echo >launcher/target/naftiko-run.jar
                """);
        program("java/bin/java", """
                #!/bin/sh
                case $1 in
                  -XX:ArchiveClassesAtExit=*) echo >"${1#*=}" ;;
                  *) printf '%s\\n' "$@" ;;
                esac
                """);
        assertThat(new ProcessBuilder("mkfifo", directory.resolve("gate").toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private void program(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start(String options, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("naftiko-run").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("FAKE", directory.toString());
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", directory.resolve("java").toString());
        builder.environment().put("NAFTIKO_JAVA_OPTS", options);
        return builder.start();
    }

    /** Lets the Maven that waits, or comes to wait, go on. */
    private void openGate() throws IOException {
        try (OutputStream gate = Files.newOutputStream(directory.resolve("gate"))) {
            gate.flush();
        }
    }

    /** Reads lines up to the one that has that text. */
    private static List<String> readUntil(BufferedReader reader, String text) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = reader.readLine();
            assertThat(line).as("expected " + text + " after " + lines).isNotNull();
            lines.add(line);
        } while (!line.contains(text));
        return lines;
    }

    private static String rest(BufferedReader reader) {
        return String.join("\n", reader.lines().toList());
    }

    @Test
    void showsHowTheBuildGoesOnAndBuildsOnce() throws Exception {
        Process first = start("", "version");
        BufferedReader progress = first.errorReader(StandardCharsets.UTF_8);
        List<String> shown = readUntil(progress, "[1/2]");
        openGate();

        assertThat(rest(progress)).isEqualTo("naftiko-run: building Naftiko Run [2/2]");
        assertThat(shown).filteredOn(line -> line.contains("downloading")).hasSize(1);
        assertThat(shown).contains("naftiko-run: building Capstan :: spec-model [1/2]");
        assertThat(rest(first.inputReader()))
                .contains("-jar", checkout + "/launcher/target/naftiko-run.jar", "version");
        assertThat(first.waitFor()).isZero();

        Process second = start("", "version");
        assertThat(rest(second.errorReader())).isEmpty();
        assertThat(second.waitFor()).isZero();
        assertThat(Files.readAllLines(directory.resolve("builds"))).hasSize(1);
    }

    @Test
    void buildsOnceForTwoFirstStarts() throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v flock >/dev/null")
                                .start()
                                .waitFor()
                        == 0,
                "flock is not installed");
        Process builds = start("", "one");
        BufferedReader progress = builds.errorReader();
        readUntil(progress, "[1/2]");
        Process waits = start("", "two");
        BufferedReader waiting = waits.errorReader();
        readUntil(waiting, "waiting for another start");
        openGate();

        assertThat(rest(waiting)).isEmpty();
        assertThat(waits.inputReader().lines()).contains("two");
        assertThat(waits.waitFor()).isZero();
        assertThat(rest(progress)).doesNotContain("failed");
        assertThat(builds.inputReader().lines()).contains("one");
        assertThat(builds.waitFor()).isZero();
        assertThat(Files.readAllLines(directory.resolve("builds"))).hasSize(1);
    }

    @Test
    void endsWith1AndMavensErrorsWhenTheBuildFails() throws Exception {
        Files.writeString(directory.resolve("broken"), "");
        Process start = start("", "version");
        openGate();

        assertThat(rest(start.errorReader()))
                .contains("[ERROR] Compilation failure", "the build failed")
                .doesNotContain("[INFO]");
        assertThat(rest(start.inputReader())).isEmpty();
        assertThat(start.waitFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-Xmx32m",
                "-Xmx1g",
                "-XX:MaxRAMPercentage=10",
                "-XX:+UseG1GC",
                "-XX:+UseParallelGC -Xmx48m -Dname=value",
                "-Xss1m"
            })
    void javaTakesTheOptionsOfTheUser(String options) throws Exception {
        Files.createDirectories(checkout.resolve("launcher/target"));
        Files.writeString(checkout.resolve("launcher/target/naftiko-run.jar"), "");
        Process start = start(options, "serve", "x.yaml");
        List<String> arguments = start.inputReader().lines().toList();
        assertThat(start.waitFor()).isZero();
        assertThat(arguments)
                .endsWith("serve", "x.yaml")
                .containsAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));

        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        arguments.stream()
                .takeWhile(argument -> !argument.equals("-jar"))
                .filter(argument -> !argument.startsWith("-XX:SharedArchiveFile="))
                .forEach(command::add);
        command.add("-version");
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = rest(java.inputReader());
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(java.exitValue()).as(output).isZero();
    }
}
