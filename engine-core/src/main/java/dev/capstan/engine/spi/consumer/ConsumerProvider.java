package dev.capstan.engine.spi.consumer;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;

/** Makes consumers for one {@code consumes.type}. Has a public constructor without parameters; holds no state. */
public interface ConsumerProvider {
    /** The type, such as {@code http}. */
    String type();

    /** The SPI version it was built for: return the constant {@link SpiVersion#CURRENT}. */
    int spiVersion();

    /**
     * Makes the consumer of one namespace. Opens no connection yet.
     *
     * @throws InvalidSettingException when the context holds something that can never work, such as a trust store that
     *     cannot be read
     */
    Consumer create(ConsumerContext context);
}
