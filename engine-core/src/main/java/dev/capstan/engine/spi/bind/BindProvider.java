package dev.capstan.engine.spi.bind;

import dev.capstan.engine.failure.InvalidSettingException;
import java.util.Map;

/**
 * Reads variables from where a bind's {@code location} points. Has a public constructor without parameters; holds no state.
 * Called while documents load, once for each bind of a document; may block.
 */
public interface BindProvider {
    /** The URI scheme, such as {@code file}. */
    String scheme();

    /** The SPI version it was built for: return the constant {@link dev.capstan.engine.spi.SpiVersion#CURRENT}. */
    int spiVersion();

    /**
     * The values at that location, by the provider's own keys. Keys that the location does not have are left out; others than those
     * that were asked for may be there. Values are secrets.
     *
     * @throws InvalidSettingException when the location cannot be read, or a key's value is no text, number or boolean; the message
     *     names the location and the key, and no value
     */
    Map<String, String> read(BindRequest request);
}
