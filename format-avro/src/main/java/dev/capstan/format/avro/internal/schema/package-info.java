/** Avro schemas as they are written, in JSON. */
@NullMarked
package dev.capstan.format.avro.internal.schema;

import org.jspecify.annotations.NullMarked;
