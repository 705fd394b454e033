package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.engine.spi.SecretMask;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failed attempts, and answers that tell of a failure, with what clients are not told: the upstream's host. At most one line
 * for each upstream in a while, which says how many others there were. On one event loop.
 */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final class Pause {
        private long endsAt;
        private int unlogged;
    }

    private final SecretMask secrets;
    private final Map<String, Pause> pauses = new HashMap<>();

    FailureLog(SecretMask secrets) {
        this.secrets = secrets;
    }

    void log(String upstream, Origin origin, String problem) {
        if (!LOG.isWarnEnabled()) {
            return;
        }
        long now = System.nanoTime();
        Pause pause = pauses.get(upstream);
        if (pause == null) {
            pause = new Pause();
            pauses.put(upstream, pause);
        } else if (now - pause.endsAt < 0) {
            pause.unlogged++;
            return;
        }
        LOG.warn(
                "\"{}\" at {}: {}{}",
                upstream,
                origin.address(),
                secrets.mask(problem),
                pause.unlogged == 0 ? "" : " (and " + pause.unlogged + " more failures before)");
        pause.endsAt = now + PAUSE_NANOS;
        pause.unlogged = 0;
    }
}
