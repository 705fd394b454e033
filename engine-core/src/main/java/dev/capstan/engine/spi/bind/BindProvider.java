package dev.capstan.engine.spi.bind;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads variables from where a bind's {@code location} points. Has a public constructor without parameters; holds no state.
 * Called while documents load; may block.
 */
public interface BindProvider {
    /** The URI scheme, such as {@code file}. */
    String scheme();

    /** The SPI version it was built for: return the constant {@link SpiVersion#CURRENT}. */
    int spiVersion();

    /**
     * All variables at that location, by the provider's own keys. Values are secrets.
     *
     * @param location the URI as the document has it
     * @param document the document's file; null when it was given as text
     * @throws InvalidSettingException when the location cannot be read; the message names it and no value
     */
    Map<String, String> read(String location, @Nullable Path document);
}
