package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.option.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRunnerTest {
    private final CommandLine line = new CommandLine();

    @TempDir
    Path directory;

    @Test
    void listsItsCommands() {
        assertThat(line.run("--help")).isZero();

        assertThat(line.out())
                .contains("serve", "describe", "call", "--sandbox")
                .doesNotContain("warm-up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "describe", "call"})
    void explainsEachCommand(String command) {
        assertThat(line.run(command, "--help")).isZero();

        assertThat(line.out()).contains("naftiko-run " + command, "--env-file");
    }

    @Test
    void tellsItsVersion() {
        assertThat(line.run("--version")).isZero();

        assertThat(line.out()).startsWith("naftiko-run ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "serve x.yaml --no-such-option",
                "serve x.yaml --port 8080",
                "serve x.yaml --port 8080=99999",
                "serve x.yaml --port *=1",
                "serve x.yaml --bind secret-without-name",
                "serve x.yaml --log-level loud",
                "serve x.yaml --allowed-host *",
                "serve x.yaml --allowed-host https://gateway",
                "serve x.yaml --allowed-host gateway:8080",
                "describe",
                "describe a.yaml b.yaml",
                "call x.yaml",
            })
    void endsWith2ForMisuse(String args) {
        assertThat(line.run(args.isEmpty() ? new String[0] : args.split(" "))).isEqualTo(ExitCode.MISUSE);

        assertThat(line.err()).isNotBlank().doesNotContain("secret-without-name", "\tat ");
        assertThat(line.out()).isEmpty();
    }

    @Test
    void saysThatADocumentIsNotThere() {
        Path missing = directory.resolve("missing.yaml");

        assertThat(line.run(missing.toString())).isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains(missing.toString()).doesNotContain("Exception");
    }

    @Test
    void warmsUp() {
        assertThat(line.run("warm-up", "--port", "*=0")).isZero();
        assertThat(line.err()).isEmpty();
    }
}
