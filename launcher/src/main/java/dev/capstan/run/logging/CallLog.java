package dev.capstan.run.logging;

import dev.capstan.engine.observe.AttemptObserver;
import dev.capstan.engine.observe.AttemptStart;
import dev.capstan.engine.observe.CallEnd;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.observe.CallStart;
import dev.capstan.engine.observe.EngineObserver;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each call of a unit in one line, through whatever surface it came: which unit, how it ended, what its upstreams answered. Never
 * arguments or bodies, which may hold secrets. The request identifier is that of the line of {@link RequestLog}.
 */
public final class CallLog implements EngineObserver {
    static final String NAME = "dev.capstan.calls";

    private final Logger logger = LoggerFactory.getLogger(NAME);

    @Override
    public CallObserver callStarted(CallStart start) {
        return new Call(start);
    }

    /** One call, on its event loop. */
    private final class Call implements CallObserver {
        private final CallStart start;
        private int attempts;
        private int upstreamStatus;
        private @Nullable String upstream;
        private @Nullable String step;

        Call(CallStart start) {
            this.start = start;
        }

        @Override
        public CallObserver stepStarted(String name, String type) {
            return new CallObserver() {
                @Override
                public AttemptObserver attemptStarted(AttemptStart attempt) {
                    return attempt(attempt, name);
                }
            };
        }

        @Override
        public AttemptObserver attemptStarted(AttemptStart attempt) {
            return attempt(attempt, null);
        }

        /** What is told of several attempts is the last one's. */
        private AttemptObserver attempt(AttemptStart attempt, @Nullable String ofStep) {
            attempts++;
            upstream = attempt.namespace() + "." + attempt.operation();
            upstreamStatus = 0;
            step = ofStep;
            return new AttemptObserver() {
                @Override
                public void responded(int status) {
                    upstreamStatus = status;
                }
            };
        }

        @Override
        public void ended(CallEnd end) {
            String outcome = end.outcome().name().toLowerCase(Locale.ROOT);
            String code = end.failure() == null ? null : end.failure().code();
            LoggingEventBuilder line = logger.atInfo()
                    .addKeyValue("surface", start.adapterType())
                    .addKeyValue("adapter", start.adapter())
                    .addKeyValue("unit", start.unit())
                    .addKeyValue("outcome", outcome)
                    .addKeyValue("status", end.status());
            if (code != null) {
                line = line.addKeyValue("failure", code);
            }
            if (upstream != null) {
                line = line.addKeyValue("upstream", upstream)
                        .addKeyValue("upstreamStatus", upstreamStatus)
                        .addKeyValue("attempts", attempts);
            }
            if (step != null) {
                line = line.addKeyValue("step", step);
            }
            long micros = end.durationNanos() / 1000;
            line = line.addKeyValue("micros", micros);
            if (start.requestId() != null) {
                line = line.addKeyValue("requestId", start.requestId());
            }
            line.log(() -> start.adapterType() + " " + start.adapter() + " " + start.unit() + " " + outcome
                    + (code == null ? " " + end.status() : " " + code)
                    + (upstream == null
                            ? ""
                            : ", " + upstream + (upstreamStatus == 0 ? "" : " " + upstreamStatus)
                                    + (attempts == 1 ? "" : " after " + attempts + " attempts"))
                    + ", " + micros + " us"
                    + (start.requestId() == null ? "" : " " + start.requestId()));
        }
    }
}
