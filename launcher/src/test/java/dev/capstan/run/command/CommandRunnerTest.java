package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.option.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "version"})
    void tellsItsVersion(String spelling) {
        assertThat(line.run(spelling)).isZero();

        assertThat(line.out()).startsWith("naftiko-run ").contains("Java " + Runtime.version());
    }

    @Test
    void listsTheOptionsOfACommand() {
        assertThat(line.run("help", "lint")).isZero();
        CommandLine other = new CommandLine();
        assertThat(other.run("lint", "--help")).isZero();

        assertThat(line.out()).contains("naftiko-run lint", "--fix").isEqualTo(other.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lnit                      | did you mean lint?",
                "lnit x.yaml               | did you mean lint?",
                "help lnit                 | did you mean lint?",
                "complete bash             | did you mean completion?",
                "--snadbox                 | there is no option --snadbox; did you mean --sandbox?",
                "x.yaml --snadbox          | there is no option --snadbox; did you mean --sandbox?",
                "x.yaml --bnd=A=secret     | there is no option --bnd; did you mean --bind?",
                "describe x.yaml --jsn y   | there is no option --jsn; did you mean --json?",
                "describe x.yaml --jsn y   | there is an argument too many: y",
                "lint --fxi                | there is no option --fxi; did you mean --fix?",
                "serve x.yaml --zzzzzzzzzz | there is no option --zzzzzzzzzz"
            })
    void namesTheNearestCommandOrOption(String args, String message) {
        assertThat(line.run(args.split(" +"))).isEqualTo(ExitCode.MISUSE);

        assertThat(line.err()).contains(message).doesNotContain("secret", "Exception");
        assertThat(line.out()).isEmpty();
    }

    @Test
    void servesADocumentThatIsCalledLikeACommandAlmost() {
        assertThat(line.run(Documents.write(directory, "lnit", "a: [").toString()))
                .isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).contains("lnit:1:").doesNotContain("did you mean lint?");
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
