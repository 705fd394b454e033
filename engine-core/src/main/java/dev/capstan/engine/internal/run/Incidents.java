package dev.capstan.engine.internal.run;

import dev.capstan.engine.failure.CallFailure;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs defects, each under an incident by which it can be found. */
public final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /** Logs a defect; the failure for whoever waits names its incident and nothing else. */
    public static CallFailure report(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.error("internal error, incident {}", incident, cause);
        return new CallFailure.Internal(incident);
    }
}
