package dev.capstan.engine.spi.format;

/**
 * How much a decoded answer may hold. What holds more is refused with a {@link PayloadException}. The bytes of an answer are
 * bounded before it is decoded.
 *
 * @param maxValues the most values (objects, arrays and scalars)
 * @param maxDepth the most levels of objects and arrays
 */
public record PayloadLimits(int maxValues, int maxDepth) {
    /** 500,000 values and 1,000 levels. */
    public static final PayloadLimits DEFAULT = new PayloadLimits(500_000, 1_000);
}
