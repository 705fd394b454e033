package dev.capstan.validator.report;

import java.time.Instant;

/**
 * What reports are told.
 *
 * @param color whether to mark text with ANSI colours
 * @param summary whether texts for readers end with a line that counts
 * @param failOn which findings fail a run
 * @param time when the run started
 * @param version of this tool
 */
public record ReportOptions(boolean color, boolean summary, FailOn failOn, Instant time, String version) {}
