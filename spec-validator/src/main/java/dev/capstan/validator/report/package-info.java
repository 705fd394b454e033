/**
 * How findings are written: one small class for each {@link dev.capstan.validator.report.ReportFormat}, found by its name
 * through {@link dev.capstan.validator.report.ReportFormats}. Reports are written file by file and hold nothing back, so
 * that their size is bounded by no memory.
 */
@NullMarked
package dev.capstan.validator.report;

import org.jspecify.annotations.NullMarked;
