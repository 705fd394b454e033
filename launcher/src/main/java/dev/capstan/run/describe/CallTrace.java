package dev.capstan.run.describe;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.AttemptObserver;
import dev.capstan.engine.observe.AttemptStart;
import dev.capstan.engine.observe.CallEnd;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.observe.CallStart;
import dev.capstan.engine.observe.EngineObserver;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Records what a call did: its steps, and each attempt at an upstream with its outcome and duration. Safe for any thread. */
public final class CallTrace implements EngineObserver {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** A line for each attempt and step that has ended, in order of their ends. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@code 12 ms}, for people. */
    public static String duration(long nanos) {
        return String.format(Locale.ROOT, nanos < 100_000_000L ? "%.1f ms" : "%.0f ms", nanos / 1e6);
    }

    @Override
    public CallObserver callStarted(CallStart start) {
        return new Part(null);
    }

    /** The call, or a step of it. */
    private final class Part implements CallObserver {
        private final @Nullable String step;

        Part(@Nullable String step) {
            this.step = step;
        }

        @Override
        public CallObserver stepStarted(String name, String type) {
            return new Part("step " + name + " (" + type + ")");
        }

        @Override
        public AttemptObserver attemptStarted(AttemptStart start) {
            String target = start.method() + " " + start.origin() + start.path();
            return new Attempt((step == null ? "" : step + ": ") + "attempt " + start.number() + ", " + target);
        }

        @Override
        public void ended(CallEnd end) {
            if (step != null) {
                String outcome =
                        end.failure() == null ? end.outcome().name().toLowerCase(Locale.ROOT) : reason(end.failure());
                lines.add(step + ": " + outcome + " after " + duration(end.durationNanos()));
            }
        }
    }

    private final class Attempt implements AttemptObserver {
        private final long begun = System.nanoTime();
        private final String what;
        private boolean reused;

        Attempt(String what) {
            this.what = what;
        }

        @Override
        public void connected(boolean pooled) {
            reused = pooled;
        }

        @Override
        public void ended(int status, @Nullable CallFailure failure, long sentBytes, long receivedBytes) {
            String outcome = failure != null ? reason(failure) : status == 0 ? "cancelled" : "status " + status;
            lines.add(what + ": " + outcome + " after " + duration(System.nanoTime() - begun) + ", " + sentBytes
                    + " bytes of body sent, " + receivedBytes + " received"
                    + (reused ? ", on a connection that was open" : ""));
        }
    }

    private static String reason(CallFailure failure) {
        return failure.detail() + " [" + failure.code() + "]";
    }
}
