package dev.capstan.engine.spi;

/** The version of this SPI. A provider built for another one is refused. */
public final class SpiVersion {
    /** This version. */
    public static final int CURRENT = 1;

    private SpiVersion() {}
}
