package dev.capstan.engine.spi.format;

/**
 * Decodes the answers of upstreams in one format ({@code outputRawFormat}) to JSON values. Has a public constructor without
 * parameters; holds no state. Found with {@link java.util.ServiceLoader}, once for each engine.
 */
public interface PayloadFormat {
    /** The format's name as documents write it, in lower case, such as {@code xml}. */
    String name();

    /** The SPI version it was built for: return the constant {@link dev.capstan.engine.spi.SpiVersion#CURRENT}. */
    int spiVersion();

    /**
     * Whether the format cannot tell one element from a list of one, as XML cannot: an output of type array then takes a
     * single value as an array of that value.
     */
    default boolean isSingleValueList() {
        return false;
    }

    /**
     * Makes the decoder of one operation. Called while documents load, once for each operation whose answers are decoded; may
     * block, for instance to read a schema.
     *
     * @throws dev.capstan.engine.failure.InvalidSettingException when the answers of that operation can never be decoded, such
     *     as for a schema that is missing; the message names it and becomes the reason why the unit is dead
     */
    PayloadDecoder decoder(PayloadFormatContext context);
}
