/**
 * Findings that a team has accepted, and how findings are recognised again when lines have moved.
 */
@NullMarked
package dev.capstan.linter.baseline;

import org.jspecify.annotations.NullMarked;
