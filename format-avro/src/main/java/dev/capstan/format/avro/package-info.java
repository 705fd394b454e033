/** Avro answers. */
@NullMarked
package dev.capstan.format.avro;

import org.jspecify.annotations.NullMarked;
