package dev.capstan.engine.configuration;

import java.time.Duration;

/**
 * How slow clients may be. Slower ones are cut off, because they hold connections and memory that others need.
 *
 * @param minRequestRate the bytes of a body that a client has to send per second, on average; 0 for no least rate
 * @param minResponseRate the bytes of a reply that a client has to read per second, over each {@code grace}; 0 for no least
 *     rate
 * @param grace how long a client may be slower than that at first
 */
public record ClientRates(long minRequestRate, long minResponseRate, Duration grace) {
    /** 240 bytes per second either way, after 5 seconds. */
    public static final ClientRates DEFAULT = new ClientRates(240, 240, Duration.ofSeconds(5));
}
