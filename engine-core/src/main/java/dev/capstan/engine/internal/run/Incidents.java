package dev.capstan.engine.internal.run;

import dev.capstan.document.syntax.BoundedJsonPath;
import dev.capstan.engine.failure.CallFailure;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs defects, each under an incident by which it can be found. */
public final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /**
     * Why a response could not be mapped. That the document's paths take too long on it is the response's doing; anything else is a
     * defect, and logged.
     *
     * @param upstream {@code namespace.operation}; empty when several are concerned
     */
    public static CallFailure ofResponse(String upstream, Throwable cause) {
        if (!(cause instanceof BoundedJsonPath.TooCostlyException)) {
            return report(cause);
        }
        String whose = upstream.isEmpty() ? "what the steps found" : "the response of \"" + upstream + "\"";
        return new CallFailure.UpstreamUnreadable(
                upstream, whose + " is too large for the paths that are evaluated on it: that takes too long");
    }

    /** Why a call's arguments could not be used; see {@link #ofResponse}. */
    public static CallFailure ofArguments(Throwable cause) {
        return cause instanceof BoundedJsonPath.TooCostlyException
                ? new CallFailure.InvalidArguments(List.of(new CallFailure.ArgumentProblem(
                        "arguments",
                        false,
                        "the arguments are too large for the paths that are evaluated on them: that takes too long")))
                : report(cause);
    }

    /** Lets a provider let go of what it has; a defect of it is logged, and keeps the engine from nothing. */
    public static void contain(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            CallFailure unused = report(e);
        }
    }

    /** Logs a defect; the failure for whoever waits names its incident and nothing else. */
    public static CallFailure report(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.error("internal error, incident {}", incident, cause);
        return new CallFailure.Internal(incident);
    }
}
