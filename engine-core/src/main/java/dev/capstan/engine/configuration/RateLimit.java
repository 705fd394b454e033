package dev.capstan.engine.configuration;

import dev.capstan.engine.failure.InvalidSettingException;
import java.time.Duration;
import java.util.List;

/**
 * How often one caller may call an adapter: so often in that time on average, and at most {@code burst} times at once.
 *
 * @param requests at least 1
 * @param per more than nothing
 * @param burst at least 1
 */
public record RateLimit(int requests, Duration per, int burst) {
    /**
     * Checks the values.
     *
     * @throws InvalidSettingException when one is out of its range
     */
    public RateLimit {
        if (requests < 1 || burst < 1 || per.isNegative() || per.isZero()) {
            throw new InvalidSettingException(
                    "a rate limit allows at least one request in some time, and one at once",
                    List.of("server.rateLimits"));
        }
    }
}
