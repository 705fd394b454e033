package dev.capstan.transport.internal.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The Date field (RFC 9110, section 6.6.1), written once per second. Safe for any thread: threads that race write the same
 * bytes.
 */
public final class DateField {
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Immutable, so that it may be published without a barrier. */
    private static final class Line {
        private final long second;
        private final byte[] bytes;

        Line(long second) {
            this.second = second;
            this.bytes = ("date: " + IMF_FIXDATE.format(Instant.ofEpochSecond(second)) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final Clock clock;
    private Line line;

    /** A field that shows that clock's time. */
    public DateField(Clock clock) {
        this.clock = clock;
        this.line = new Line(clock.millis() / 1000);
    }

    /** The whole field line, CR LF included. Not to be changed. */
    public byte[] line() {
        Line current = line;
        long second = clock.millis() / 1000;
        if (current.second != second) {
            current = new Line(second);
            line = current;
        }
        return current.bytes;
    }
}
