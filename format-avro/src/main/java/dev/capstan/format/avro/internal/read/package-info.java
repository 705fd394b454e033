/** Readers of values, made from the schema of the writer and that of the reader. */
@NullMarked
package dev.capstan.format.avro.internal.read;

import org.jspecify.annotations.NullMarked;
