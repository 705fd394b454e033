/** Decoding single datums and object container files. */
@NullMarked
package dev.capstan.format.avro.internal;

import org.jspecify.annotations.NullMarked;
