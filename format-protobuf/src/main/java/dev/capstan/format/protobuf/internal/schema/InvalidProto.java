package dev.capstan.format.protobuf.internal.schema;

/** A {@code .proto} file that cannot be used; the message names the file, the line and what is wrong. */
public final class InvalidProto extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidProto(String message) {
        super(message, null, false, false);
    }
}
