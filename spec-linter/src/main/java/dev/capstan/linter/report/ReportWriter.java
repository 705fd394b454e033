package dev.capstan.linter.report;

/**
 * A report on its way. Used by one thread: any number of files, then the end. What cannot be written is an
 * {@link java.io.UncheckedIOException}.
 */
public interface ReportWriter {
    /** Adds what is to be said of a file. */
    void file(FileReport report);

    /** Ends the report. */
    void finish(ReportSummary summary);
}
