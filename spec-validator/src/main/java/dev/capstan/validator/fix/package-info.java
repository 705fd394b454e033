/**
 * Corrections that are safe to make without asking: {@link dev.capstan.validator.fix.Fixes} knows them for a finding, and
 * {@link dev.capstan.validator.fix.DocumentFixer} makes them. They replace exactly what is wrong: comments and layout stay.
 */
@NullMarked
package dev.capstan.validator.fix;

import org.jspecify.annotations.NullMarked;
