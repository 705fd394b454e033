package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.run.option.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The libraries say what is missing; the command line says by which option it can be given. */
class OptionHintsTest {
    private final CommandLine line = new CommandLine();

    @TempDir
    Path directory;

    @Test
    void namesTheOptionThatGivesAVariable() {
        String document = Documents.things(directory).toString();

        assertThat(line.run(document, "--dry-run")).isEqualTo(ExitCode.FAILURE);

        assertThat(line.err())
                .contains("the variable THINGS_KEY is needed here and has no value")
                .containsOnlyOnce("[variable-missing] use --bind NAME=VALUE or --env-file FILE");
        CommandLine given = new CommandLine();
        assertThat(given.run(document, "--dry-run", "--bind", "THINGS_KEY=key")).isZero();
        assertThat(given.err()).doesNotContain("--bind");
    }

    @Test
    void namesTheOptionThatGivesABaseUri() {
        String document = Documents.write(
                        directory, "nowhere.yaml", Documents.THINGS.replace("https://things.invalid", "things.invalid"))
                .toString();

        assertThat(line.run(document, "--dry-run", "--bind", "THINGS_KEY=key")).isEqualTo(ExitCode.FAILURE);

        assertThat(line.err()).containsOnlyOnce("[base-uri-unusable, base-uri-missing] use --base-uri NAMESPACE=URI");
        assertThat(new CommandLine()
                        .run(
                                document,
                                "--dry-run",
                                "--bind",
                                "THINGS_KEY=key",
                                "--base-uri",
                                "things=https://things.invalid"))
                .isZero();
    }

    @Test
    void namesTheOptionThatInfersPaths() {
        String document = Documents.write(
                        directory, "short.yaml", Documents.THINGS.replace("/v1/things/{id}", "/v1/things"))
                .toString();

        int unused = line.run(document, "--dry-run", "--bind", "THINGS_KEY=key");

        assertThat(line.err()).contains("or let paths be inferred", "use --infer-paths");
        CommandLine inferred = new CommandLine();
        assertThat(inferred.run(document, "--dry-run", "--bind", "THINGS_KEY=key", "--infer-paths"))
                .isZero();
        assertThat(inferred.err()).doesNotContain("use --infer-paths");
    }
}
