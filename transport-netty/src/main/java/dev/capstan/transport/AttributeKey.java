package dev.capstan.transport;

/**
 * Names a value that filters and handlers attach to an exchange. Two keys are the same only when they are one object: hold it in a
 * constant.
 *
 * @param <T> the value's type
 */
@SuppressWarnings("UnusedTypeParameter") // of the value that it names
public final class AttributeKey<T> {
    private final String name;

    /** The name is for people who debug. */
    public AttributeKey(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
