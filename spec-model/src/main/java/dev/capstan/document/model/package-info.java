/**
 * A capability document as its author wrote it: one record for each object of the format, holding the node it was read
 * from. A field that is absent, or has a type that the format does not give it, is null or empty here; saying so is the
 * schema's work. Names resolve elsewhere ({@link dev.capstan.document.link}).
 */
@NullMarked
package dev.capstan.document.model;

import org.jspecify.annotations.NullMarked;
