package dev.capstan.format.avro.internal.schema;

/** Something that is no Avro schema; the message says what is wrong with it. */
public final class InvalidAvroSchema extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidAvroSchema(String message) {
        super(message, null, false, false);
    }
}
