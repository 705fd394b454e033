package dev.capstan.run.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.capstan.run.option.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets the shells that are installed complete command lines by the generated scripts. */
class CompletionCommandTest {
    @TempDir
    Path directory;

    @Test
    void bashCompletesCommandsOptionsAndValues() throws Exception {
        String program = """
                source "$1"
                try() {
                  COMP_WORDS=("$@")
                  COMP_CWORD=$(($# - 1))
                  _naftiko_run
                  echo "$*: ${COMPREPLY[*]}"
                }
                try naftiko-run l
                try naftiko-run --sand
                try naftiko-run x.yaml --sand
                try naftiko-run serve --al
                try naftiko-run x.yaml --log-level = d
                try naftiko-run x.yaml --log-level d
                try naftiko-run x.yaml --env-file ''
                try naftiko-run help expl
                try naftiko-run completion ''
                try naftiko-run explain bind-unkn
                """;

        assertThat(run("bash", program))
                .containsExactly(
                        "naftiko-run l: lint lsp",
                        "naftiko-run --sand: --sandbox",
                        "naftiko-run x.yaml --sand: --sandbox",
                        "naftiko-run serve --al: --allowed-host --all-or-nothing",
                        "naftiko-run x.yaml --log-level = d: debug",
                        "naftiko-run x.yaml --log-level d: debug",
                        "naftiko-run x.yaml --env-file : ",
                        "naftiko-run help expl: explain",
                        "naftiko-run completion : bash zsh fish",
                        "naftiko-run explain bind-unkn: bind-unknown-scheme");
    }

    @Test
    void fishCompletesCommandsOptionsAndValues() throws Exception {
        String program = """
                source $argv[1]
                for line in 'naftiko-run lin' 'naftiko-run x.yaml --sand' 'naftiko-run serve --keep' \\
                    'naftiko-run x.yaml --log-level de' 'naftiko-run help expl' 'naftiko-run completion fi' \\
                    'naftiko-run explain bind-unkn'
                  echo "$line: "(complete -C $line | string replace -r '\\t.*' '')
                end
                """;

        assertThat(run("fish", program))
                .containsExactly(
                        "naftiko-run lin: lint",
                        "naftiko-run x.yaml --sand: --sandbox",
                        "naftiko-run serve --keep: --keep-going",
                        "naftiko-run x.yaml --log-level de: debug",
                        "naftiko-run help expl: explain",
                        "naftiko-run completion fi: fish",
                        "naftiko-run explain bind-unkn: bind-unknown-scheme");
    }

    /** zsh completes on a terminal only: lines are typed into one, and a function takes the program's place. */
    @Test
    void zshCompletesCommandsOptionsAndValues() throws Exception {
        String program = """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell "autoload -Uz compinit && compinit -u -D; source $1"
                zpty -w shell "naftiko-run() { print -r -- \\"completed: \\$*\\" }"
                for line in lin --sand 'x.yaml --sand' 'serve --keep' 'x.yaml --log-level de' 'help expl' \\
                    'completion fi' 'explain bind-unkn'; do
                  zpty -w shell "naftiko-run $line"$'\\t'
                done
                zpty -w shell exit
                while zpty -r shell line; do print -rn -- $line; done
                """;

        assertThat(run("zsh", program))
                .filteredOn(line -> line.startsWith("completed: "))
                .containsExactly(
                        "completed: lint",
                        "completed: --sandbox",
                        "completed: x.yaml --sandbox",
                        "completed: serve --keep-going",
                        "completed: x.yaml --log-level debug",
                        "completed: help explain",
                        "completed: completion fish",
                        "completed: explain bind-unknown-scheme");
    }

    @Test
    void refusesShellsItDoesNotKnow() {
        CommandLine line = new CommandLine();

        assertThat(line.run("completion", "tcsh")).isEqualTo(ExitCode.MISUSE);

        assertThat(line.err()).contains("bash, zsh, fish", "tcsh");
    }

    /** Runs a program of a shell with the completion script's file as its argument; its output by line. */
    private List<String> run(String shell, String program) throws IOException, InterruptedException {
        assumeTrue(isInstalled(shell), () -> shell + " is not installed");
        CommandLine line = new CommandLine();
        assertThat(line.run("completion", shell)).isZero();
        Path script = Documents.write(directory, "completion." + shell, line.out());
        Path file = Documents.write(directory, "program." + shell, program);
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(shell));
        if (shell.equals("zsh")) {
            command.add("-f");
        }
        command.addAll(List.of(file.toString(), script.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("TERM", "dumb");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the shell ends: " + Files.readString(output))
                    .isTrue();
            return Files.readString(output, StandardCharsets.UTF_8)
                    .replace("\r", "")
                    .lines()
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isInstalled(String shell) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, shell))) {
                return true;
            }
        }
        return false;
    }
}
