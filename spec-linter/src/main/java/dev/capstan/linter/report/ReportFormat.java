package dev.capstan.linter.report;

import java.io.Writer;

/** A form in which findings are written. Stateless and safe for any thread. */
public interface ReportFormat {
    /** What it is called on the command line. */
    String name();

    /**
     * Starts a report.
     *
     * @param out where to write; flushed at the end and not closed
     */
    ReportWriter open(Writer out, ReportOptions options);
}
