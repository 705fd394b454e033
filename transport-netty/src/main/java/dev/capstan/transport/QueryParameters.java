package dev.capstan.transport;

import java.util.List;

/** The decoded parameters of a query, in order; {@code +} is a space. */
public interface QueryParameters {
    /** The values of that name, in order; empty when there is none. */
    List<String> all(String name);

    /** The names, in order of first occurrence. */
    List<String> names();
}
