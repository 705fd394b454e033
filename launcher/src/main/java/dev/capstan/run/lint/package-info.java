/**
 * Linting many documents: {@link dev.capstan.run.lint.DocumentFinder} finds them, {@link dev.capstan.run.lint.LintRun}
 * lints them on all cores and writes the reports. What is right and wrong is decided elsewhere.
 */
@NullMarked
package dev.capstan.run.lint;

import org.jspecify.annotations.NullMarked;
