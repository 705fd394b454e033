package dev.capstan.transport.internal.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures that should not happen, each under an incident number. What fails the same way again and again is logged once in a
 * while, with the number of the time that was logged, so that a flood of failures is no flood of stack traces. Safe for any
 * thread.
 */
public final class DefectLog {
    private static final Logger LOG = LoggerFactory.getLogger(DefectLog.class);
    private static final long INTERVAL_NANOS = 10_000_000_000L;
    /** Failures that differ in their cause; the oldest is forgotten for another one. */
    private static final int MOST_KINDS = 64;

    private static final class Kind {
        private final String incident = UUID.randomUUID().toString();
        private final long loggedAt;
        private long suppressed;

        private Kind(long loggedAt) {
            this.loggedAt = loggedAt;
        }
    }

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /**
     * Logs a failure.
     *
     * @param where what was being done, for people
     * @return the incident number that the log has it under
     */
    public String report(String where, Throwable cause) {
        long now = System.nanoTime();
        Kind kind;
        long suppressed = 0;
        synchronized (kinds) {
            String key = key(cause);
            Kind known = kinds.get(key);
            if (known != null && now - known.loggedAt < INTERVAL_NANOS) {
                known.suppressed++;
                return known.incident;
            }
            if (known != null) {
                suppressed = known.suppressed;
            }
            kind = new Kind(now);
            kinds.remove(key);
            kinds.put(key, kind);
            if (kinds.size() > MOST_KINDS) {
                kinds.remove(kinds.keySet().iterator().next());
            }
        }
        if (suppressed > 0) {
            LOG.error("{} more failures of the kind that follows were not logged", suppressed);
        }
        if (cause instanceof OutOfMemoryError) {
            // Where memory ran out says nothing about who used it up.
            LOG.error("incident {}: {}: out of memory: {}", kind.incident, where, cause.getMessage());
        } else {
            LOG.error("incident {}: {}", kind.incident, where, cause);
        }
        return kind.incident;
    }

    private static String key(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String type = cause.getClass().getName();
        return cause instanceof OutOfMemoryError || trace.length == 0 ? type : type + trace[0];
    }
}
