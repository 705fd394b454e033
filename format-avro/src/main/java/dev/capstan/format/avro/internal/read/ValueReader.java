package dev.capstan.format.avro.internal.read;

import dev.capstan.engine.spi.format.PayloadException;
import tools.jackson.databind.JsonNode;

/** Reads the values of one type of the writer, as a type of the reader. Immutable. */
public interface ValueReader {
    /**
     * Takes the next value.
     *
     * @param depth the levels of objects and arrays around it
     */
    JsonNode read(AvroInput input, int depth) throws PayloadException;
}
