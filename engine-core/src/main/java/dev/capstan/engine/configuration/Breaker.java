package dev.capstan.engine.configuration;

import java.time.Duration;

/**
 * Circuit breakers: one for connecting to each origin, and one for each operation, which judges statuses 502 to 504, timeouts and
 * responses that break off. Made by {@link NamespaceConfigurationBuilder}, so that further settings break nobody.
 *
 * @param minimumCalls that must have ended within the window before their failures are judged; 0 turns breakers off
 * @param failureShare the share of failures that opens a breaker, in percent of the window's calls
 * @param window over which calls are counted
 * @param firstOpenTime for which a breaker refuses calls when it opens
 * @param maxOpenTime up to which that time doubles each time that a probe fails
 * @param probes calls that may be on their way at once when that time is over; as many have to succeed to close the breaker
 */
public record Breaker(
        int minimumCalls, int failureShare, Duration window, Duration firstOpenTime, Duration maxOpenTime, int probes) {
    static final Breaker DEFAULT =
            new Breaker(20, 50, Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(10), 3);
}
