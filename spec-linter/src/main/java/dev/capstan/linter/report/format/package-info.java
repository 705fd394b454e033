/**
 * How findings are written: one small class for each {@link dev.capstan.linter.report.ReportFormat}, found by its name
 * through {@link dev.capstan.linter.report.format.ReportFormats}. Reports are written file by file and hold nothing back, so
 * that their size is bounded by no memory.
 */
@NullMarked
package dev.capstan.linter.report.format;

import org.jspecify.annotations.NullMarked;
