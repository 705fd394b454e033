/**
 * Finds what is wrong or doubtful in documents: {@link dev.capstan.linter.DocumentLinter} by schema, names and rules, {@link
 * dev.capstan.linter.ConfiguredLinter} also by a team's configuration. Nothing here prints.
 */
@NullMarked
package dev.capstan.linter;

import org.jspecify.annotations.NullMarked;
