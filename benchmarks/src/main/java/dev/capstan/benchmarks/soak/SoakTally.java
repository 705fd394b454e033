package dev.capstan.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What came of all calls. Safe for any thread. */
final class SoakTally {
    private static final int MOST_EXAMPLES = 20;

    private final LongAdder calls = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder harmless = new LongAdder();
    private final LongAdder harmlessFailed = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final List<String> examples = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();

    /** A call was answered with what its upstream answered. */
    void succeeded(PlannedCall call) {
        calls.increment();
        succeeded.increment();
        if (call.isHarmless()) {
            harmless.increment();
        }
    }

    /** A call failed, as others do whose upstream or client fails, or because of such others. */
    void failed(PlannedCall call, String how) {
        calls.increment();
        if (call.isHarmless()) {
            harmless.increment();
            harmlessFailed.increment();
            example(unexpected, call.kind() + " " + call.upstream() + " " + call.client() + ": " + how);
        }
    }

    /** Neither an answer nor an end came. */
    void unanswered(PlannedCall call) {
        calls.increment();
        unanswered.increment();
        example(examples, "no answer and no end of " + call);
    }

    /** An answer that is not the call's, or a request that is not. */
    void wrong(String what) {
        wrong.increment();
        example(examples, what);
    }

    private void example(List<String> list, String what) {
        synchronized (list) {
            if (list.size() < MOST_EXAMPLES) {
                list.add(what);
            }
        }
    }

    long calls() {
        return calls.sum();
    }

    long succeeded() {
        return succeeded.sum();
    }

    /** Calls that nothing was wrong with that would have to make them fail. */
    long harmless() {
        return harmless.sum();
    }

    /** Those of them that failed: their connection was shared with a fault, or the upstream was away. */
    long harmlessFailed() {
        return harmlessFailed.sum();
    }

    long unansweredCalls() {
        return unanswered.sum();
    }

    long wrongAnswers() {
        return wrong.sum();
    }

    /** The first wrong and missing answers. */
    List<String> examples() {
        synchronized (examples) {
            return List.copyOf(examples);
        }
    }

    /** How the first harmless calls failed. */
    List<String> unexpected() {
        synchronized (unexpected) {
            return List.copyOf(unexpected);
        }
    }
}
