/**
 * What a report of findings consists of, and how one is written; the formats are in {@link
 * dev.capstan.linter.report.format}.
 */
@NullMarked
package dev.capstan.linter.report;

import org.jspecify.annotations.NullMarked;
