/**
 * Judges positioned YAML by the project's own JSON Schemas. It knows the keywords that these schemas use and refuses
 * any other; unions are written with {@code if}, so that what is wrong is found in the branch that the author meant.
 */
@NullMarked
package dev.capstan.validator.schema;

import org.jspecify.annotations.NullMarked;
