package dev.capstan.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Safe for any thread. */
public final class MovableClock extends Clock {
    private volatile Instant now;

    /** Standing at that instant. */
    public MovableClock(Instant start) {
        this.now = start;
    }

    /** Moves it; backwards by a negative duration. */
    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
