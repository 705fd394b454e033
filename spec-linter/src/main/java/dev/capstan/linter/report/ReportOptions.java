package dev.capstan.linter.report;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What reports are told.
 *
 * @param color whether to mark text with ANSI colours
 * @param summary whether texts for readers end with a line that counts
 * @param failOn which findings fail a run
 * @param time when the run started
 * @param version of this tool
 * @param repository the folder that code hosts expect files to be named from; null to name them as the user did
 */
public record ReportOptions(
        boolean color,
        boolean summary,
        FailOn failOn,
        Instant time,
        String version,
        @Nullable Path repository) {}
