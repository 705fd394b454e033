/**
 * Linting as a team wants it: {@link dev.capstan.validator.lint.LintConfiguration} found beside the documents, comments
 * that switch rules off, a baseline of findings that are accepted. {@link dev.capstan.validator.lint.ConfiguredLinter}
 * brings them together; nothing here prints.
 */
@NullMarked
package dev.capstan.validator.lint;

import org.jspecify.annotations.NullMarked;
