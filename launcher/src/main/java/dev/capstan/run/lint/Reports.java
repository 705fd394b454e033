package dev.capstan.run.lint;

import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.ReportFormat;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.ReportWriter;
import dev.capstan.linter.report.format.ReportFormats;
import dev.capstan.run.option.UsageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reports of one run, all written at once. */
final class Reports implements AutoCloseable {
    /**
     * A report that is asked for.
     *
     * @param format its form
     * @param file where it goes; null for the standard output
     */
    record Target(ReportFormat format, @Nullable Path file) {
        /** Reads {@code FORMAT} or {@code FORMAT=FILE}. */
        static Target of(String text) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            ReportFormat format = ReportFormats.named(name);
            if (format == null) {
                throw UsageException.misuse(
                        "--format is " + String.join(", ", ReportFormats.names()) + ", and not " + name);
            }
            if (equals == text.length() - 1) {
                throw UsageException.misuse("--format " + text + " names no file");
            }
            return new Target(format, equals < 0 ? null : Path.of(text.substring(equals + 1)));
        }
    }

    private final List<ReportWriter> writers = new ArrayList<>();
    private final List<Writer> files = new ArrayList<>();

    /**
     * Opens reports.
     *
     * @param out where those without a file go
     * @param colorful how those without a file are written; those with one have no colours
     */
    Reports(List<Target> targets, OutputStream out, ReportOptions colorful) {
        ReportOptions plain = new ReportOptions(
                false,
                colorful.summary(),
                colorful.failOn(),
                colorful.time(),
                colorful.version(),
                colorful.repository());
        Set<Path> taken = new HashSet<>();
        for (Target target : targets) {
            Path file = target.file();
            if (file != null && !taken.add(file.toAbsolutePath().normalize())) {
                close();
                throw UsageException.misuse("two reports cannot go to the same file, " + file);
            }
            if (file == null) {
                writers.add(target.format().open(writer(out), colorful));
            } else {
                Writer writer = open(file);
                files.add(writer);
                writers.add(target.format().open(writer, plain));
            }
        }
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private Writer open(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // Unlike newBufferedWriter, this replaces what UTF-8 cannot hold: documents may escape half a character.
            return writer(Files.newOutputStream(file));
        } catch (IOException e) {
            close();
            throw UsageException.misuse(
                    "the report " + file + " cannot be written: check the folder and its permissions");
        }
    }

    void file(FileReport report) {
        for (ReportWriter writer : writers) {
            writer.file(report);
        }
    }

    void finish(ReportSummary summary) {
        for (ReportWriter writer : writers) {
            writer.finish(summary);
        }
    }

    @Override
    public void close() {
        for (Writer file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw UsageException.misuse("a report cannot be written: " + e.getMessage());
            }
        }
    }
}
