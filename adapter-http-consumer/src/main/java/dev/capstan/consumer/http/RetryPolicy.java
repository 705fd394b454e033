package dev.capstan.consumer.http;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.ThreadLocalRandom;

/** When a request is sent once more, and after how long. */
final class RetryPolicy {
    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private RetryPolicy() {}

    /** Whether that status says that the upstream could not, now. */
    static boolean isOverload(int status) {
        return status == 429 || isUnavailable(status);
    }

    /** Whether that status says that the upstream, or what it depends on, does not work. */
    static boolean isUnavailable(int status) {
        return status >= 502 && status <= 504;
    }

    /** Milliseconds to wait before the retry of that number, counted from 0: twice as long each time, with jitter. */
    static long backoff(int retry) {
        long longest = FIRST_BACKOFF_MILLIS << Math.min(retry, 6);
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    /** Milliseconds that the answer asks to wait (RFC 9110, section 10.2.3); -1 when it does not, or for too long. */
    static long retryAfter(HttpResponse head, Clock clock) {
        String text = head.headers().get(HttpHeaderNames.RETRY_AFTER);
        if (text == null) {
            return -1;
        }
        long wait;
        try {
            wait = Math.multiplyExact(Long.parseLong(text.trim()), 1000L);
        } catch (NumberFormatException | ArithmeticException noSeconds) {
            Date date = DateFormatter.parseHttpDate(text);
            if (date == null) {
                return -1;
            }
            wait = Math.max(0, date.getTime() - clock.millis());
        }
        return wait >= 0 && wait <= LONGEST_WAIT_MILLIS ? wait : -1;
    }
}
