package dev.capstan.engine.spi.format;

import java.util.Locale;

/**
 * Counts what one answer holds while it is decoded, and refuses what is more than the limits allow. For one answer and one
 * thread.
 */
public final class PayloadBudget {
    private final int maxValues;
    private final int maxDepth;
    private int values;

    /** With nothing counted. */
    public PayloadBudget(PayloadLimits limits) {
        maxValues = limits.maxValues();
        maxDepth = limits.maxDepth();
    }

    /**
     * Counts one more object, array or scalar; to be called before it is made.
     *
     * @throws PayloadException when that is too many
     */
    public void addValue() throws PayloadException {
        if (++values > maxValues) {
            throw tooMany();
        }
    }

    /**
     * Counts as many more objects, arrays and scalars.
     *
     * @param count not negative; any size
     * @throws PayloadException when that is too many
     */
    public void addValues(long count) throws PayloadException {
        if (count > maxValues - values) {
            throw tooMany();
        }
        values += (int) count;
    }

    /**
     * Checks how deep an object or array is nested.
     *
     * @param depth 1 for the outermost
     * @throws PayloadException when that is too deep
     */
    public void checkDepth(int depth) throws PayloadException {
        if (depth > maxDepth) {
            throw new PayloadException("is nested more than " + grouped(maxDepth) + " levels deep");
        }
    }

    /** How many values were counted. */
    public int values() {
        return values;
    }

    private PayloadException tooMany() {
        return new PayloadException("holds more than " + grouped(maxValues) + " values");
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
