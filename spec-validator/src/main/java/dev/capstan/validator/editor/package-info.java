/**
 * What an editor can be told of a document while it is being written: diagnostics, completions, help, definitions, fixes.
 * Knows text and positions, and no protocol. Documents that do not parse at the moment are the normal case here.
 */
@NullMarked
package dev.capstan.validator.editor;

import org.jspecify.annotations.NullMarked;
