/** The pages of the format, {@code docs/language}: their examples are run, and their tables are held against the schema. */
@NullMarked
package dev.capstan.endtoend.language;

import org.jspecify.annotations.NullMarked;
