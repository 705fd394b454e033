/**
 * Comments in a document that switch rules off for some of its lines.
 */
@NullMarked
package dev.capstan.linter.suppression;

import org.jspecify.annotations.NullMarked;
