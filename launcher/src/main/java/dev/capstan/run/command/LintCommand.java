package dev.capstan.run.command;

import dev.capstan.document.file.UnreadableFileException;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.linter.baseline.Baseline;
import dev.capstan.linter.configuration.ConfigurationFinder;
import dev.capstan.linter.configuration.LintConfigurationReader;
import dev.capstan.linter.report.FailOn;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.format.ReportFormats;
import dev.capstan.run.console.Console;
import dev.capstan.run.lint.DocumentFinder;
import dev.capstan.run.lint.FixMode;
import dev.capstan.run.lint.LintRequest;
import dev.capstan.run.lint.LintRun;
import dev.capstan.run.lint.LintSource;
import dev.capstan.run.lint.Repository;
import dev.capstan.run.lint.Terminal;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.Options;
import dev.capstan.run.option.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Says what is wrong or doubtful in documents, and corrects what can be corrected safely. */
final class LintCommand implements Command {
    private static final String STANDARD_INPUT = "-";

    private final InputStream in;

    /**
     * The command.
     *
     * @param in the standard input
     */
    LintCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public void describe(CommandSpec spec) {
        Options.parameters(
                spec,
                0,
                "0..*",
                "PATH",
                "files, folders, patterns such as 'apis/**/*.yaml', or - for the standard input; the current folder when"
                        + " left out");
        Options.flag(spec, "--strict", "judge as the official format does, without the leniencies of its catalogue");
        Options.values(
                spec,
                "--format",
                "FORMAT[=FILE]",
                String.join(", ", ReportFormats.names()) + "; text when left out; can be repeated");
        Options.value(
                spec, "--fail-on", "SEVERITY", "error (when left out), warn, info or never: what makes exit code 1");
        Options.value(spec, "--max-problems", "N", "report at most so many findings");
        Options.flag(spec, "--quiet", "report only what --fail-on names, and no summary");
        Options.value(spec, "--config", "FILE", "take this instead of the nearest .naftiko-lint.yaml");
        Options.value(spec, "--baseline", "FILE", "do not report findings that this file accepts");
        Options.flag(spec, "--write-baseline", "write the file of --baseline: accept everything that is found today");
        Options.flag(spec, "--fix", "correct what can be corrected safely");
        Options.flag(spec, "--fix-dry-run", "show, as a unified diff, what --fix would correct");
        Options.value(spec, "--stdin-filename", "NAME", "the name of the document on the standard input");
        Options.value(spec, "--color", "WHEN", "auto (when left out), always or never");
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        ConfigurationFinder configurations = configurations(Options.path(arguments, "--config"));
        FixMode fixes = fixMode(arguments);
        List<LintSource> sources = sources(arguments, configurations, fixes);
        Path baseline = Options.path(arguments, "--baseline");
        boolean write = Options.isSet(arguments, "--write-baseline");
        if (write && baseline == null) {
            throw UsageException.misuse("--write-baseline needs --baseline FILE: which file to write");
        }
        boolean quiet = Options.isSet(arguments, "--quiet");
        List<String> formats = Options.values(arguments, "--format");
        LintRequest request = new LintRequest(
                sources,
                configurations,
                Options.isSet(arguments, "--strict"),
                fixes,
                formats.isEmpty() ? List.of("text") : formats,
                new ReportOptions(
                        colors(arguments), !quiet, failOn(arguments), Instant.now(), version(), Repository.top()),
                quiet,
                mostProblems(arguments),
                baseline == null || write ? Baseline.NONE : baseline(baseline),
                write ? baseline : null);
        return switch (new LintRun(request).run(console.out(), console.err())) {
            case CLEAN -> ExitCode.SUCCESS;
            case FINDINGS -> ExitCode.FAILURE;
            case UNREADABLE -> ExitCode.MISUSE;
        };
    }

    private static ConfigurationFinder configurations(@Nullable Path file) {
        if (file == null) {
            return ConfigurationFinder.upwards();
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw UsageException.misuse("the configuration " + file + " cannot be read");
        }
        return ConfigurationFinder.always(LintConfigurationReader.read(file, file.toString()));
    }

    private static FixMode fixMode(ParseResult arguments) {
        boolean write = Options.isSet(arguments, "--fix");
        boolean show = Options.isSet(arguments, "--fix-dry-run");
        if (write && show) {
            throw UsageException.misuse("--fix and --fix-dry-run exclude each other");
        }
        return write ? FixMode.WRITE : show ? FixMode.SHOW : FixMode.NONE;
    }

    private List<LintSource> sources(ParseResult arguments, ConfigurationFinder configurations, FixMode fixes) {
        List<String> names = arguments.matchedPositionalValue(0, List.<String>of());
        if (names.isEmpty()) {
            return new DocumentFinder(configurations).find(List.of("."));
        }
        List<String> files =
                names.stream().filter(name -> !name.equals(STANDARD_INPUT)).toList();
        List<LintSource> sources = new ArrayList<>(new DocumentFinder(configurations).find(files));
        if (files.size() < names.size()) {
            if (fixes == FixMode.WRITE) {
                throw UsageException.misuse(
                        "--fix cannot correct the standard input; --fix-dry-run shows what it would do");
            }
            sources.add(standardInput(Options.value(arguments, "--stdin-filename")));
        }
        return sources;
    }

    private LintSource standardInput(@Nullable String name) {
        try {
            byte[] content = in.readNBytes(YamlLimits.DEFAULT.bytes() + 1);
            return new LintSource(
                    Path.of(name == null ? "stdin.yaml" : name), name == null ? "<stdin>" : name, true, content);
        } catch (IOException e) {
            throw UsageException.misuse("the standard input cannot be read");
        }
    }

    private static Baseline baseline(Path file) {
        try {
            return Baseline.read(file);
        } catch (UnreadableFileException e) {
            boolean absent = e.reason() == UnreadableFileException.Reason.ABSENT;
            throw UsageException.misuse(
                    "the baseline " + file + " " + e.getMessage() + (absent ? "; write it with --write-baseline" : ""));
        } catch (Baseline.InvalidBaseline e) {
            throw UsageException.misuse("the baseline " + file + " cannot be used: " + e.getMessage());
        }
    }

    private static FailOn failOn(ParseResult arguments) {
        String name = Options.value(arguments, "--fail-on");
        try {
            return name == null ? FailOn.ERROR : FailOn.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw UsageException.misuse("--fail-on is error, warn, info or never, and not " + name);
        }
    }

    private static int mostProblems(ParseResult arguments) {
        String most = Options.value(arguments, "--max-problems");
        if (most == null) {
            return Integer.MAX_VALUE;
        }
        if (!most.matches("\\d{1,9}")) {
            throw UsageException.misuse("--max-problems is a number, and not " + most);
        }
        return Integer.parseInt(most);
    }

    private static boolean colors(ParseResult arguments) {
        String when = Options.value(arguments, "--color");
        return switch (when == null ? "auto" : when) {
            case "auto" -> Terminal.showsColors();
            case "always" -> true;
            case "never" -> false;
            default -> throw UsageException.misuse("--color is auto, always or never, and not " + when);
        };
    }

    private static String version() {
        String version = LintCommand.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }
}
