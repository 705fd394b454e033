/**
 * Corrections that are safe to make without asking: {@link dev.capstan.linter.fix.Fixes} knows them for a finding, and
 * {@link dev.capstan.linter.fix.DocumentFixer} makes them. They replace exactly what is wrong: comments and layout stay.
 */
@NullMarked
package dev.capstan.linter.fix;

import org.jspecify.annotations.NullMarked;
