package dev.capstan.adapter.control;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.AttemptObserver;
import dev.capstan.engine.observe.AttemptStart;
import dev.capstan.engine.observe.CallEnd;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.observe.CallStart;
import dev.capstan.engine.observe.EngineObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the calls of one document and their attempts at upstreams. As many series as the document has units and
 * operations, however much is called. Safe for any thread.
 */
final class CallMetrics implements EngineObserver {
    /** A unit of an adapter. */
    record Unit(String adapter, String type, String name) implements Comparable<Unit> {
        @Override
        public int compareTo(Unit other) {
            int byAdapter = adapter.compareTo(other.adapter);
            int byName = byAdapter != 0 ? byAdapter : name.compareTo(other.name);
            return byName != 0 ? byName : type.compareTo(other.type);
        }
    }

    /** An operation of a consumed API. */
    record Operation(String namespace, String name) implements Comparable<Operation> {
        @Override
        public int compareTo(Operation other) {
            int byNamespace = namespace.compareTo(other.namespace);
            return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
        }
    }

    /** The calls of one unit. */
    static final class Calls {
        final Outcomes outcomes = new Outcomes();
        final Durations durations = new Durations();
        final LongAdder inFlight = new LongAdder();
    }

    private final Map<Unit, Calls> units = new ConcurrentSkipListMap<>();
    private final Map<Operation, Outcomes> operations = new ConcurrentSkipListMap<>();

    /** The units that were called, in the order of their names. */
    Map<Unit, Calls> units() {
        return units;
    }

    /** The attempts at operations that were called, in the order of their names. */
    Map<Operation, Outcomes> operations() {
        return operations;
    }

    @Override
    public CallObserver callStarted(CallStart start) {
        Calls calls = units.computeIfAbsent(
                new Unit(start.adapter(), start.adapterType(), start.unit()), unit -> new Calls());
        calls.inFlight.increment();
        return new Call(calls);
    }

    private final class Call implements CallObserver {
        private final Calls calls;

        Call(Calls calls) {
            this.calls = calls;
        }

        @Override
        public CallObserver stepStarted(String name, String type) {
            return new Step();
        }

        @Override
        public AttemptObserver attemptStarted(AttemptStart start) {
            return attempt(start);
        }

        @Override
        public void ended(CallEnd end) {
            calls.inFlight.decrement();
            calls.durations.add(end.durationNanos());
            if (end.outcome() == CallEnd.Outcome.CANCELLED) {
                calls.outcomes.cancelled();
            } else {
                calls.outcomes.ended(end.status());
            }
        }
    }

    /** A step is no call of its own; its attempts are. */
    private final class Step implements CallObserver {
        @Override
        public AttemptObserver attemptStarted(AttemptStart start) {
            return attempt(start);
        }
    }

    private AttemptObserver attempt(AttemptStart start) {
        Outcomes outcomes = operations.computeIfAbsent(
                new Operation(start.namespace(), start.operation()), operation -> new Outcomes());
        return new AttemptObserver() {
            @Override
            public void ended(int status, @Nullable CallFailure failure, long sentBytes, long receivedBytes) {
                if (status == 0 && failure == null) {
                    outcomes.cancelled();
                } else {
                    outcomes.ended(status);
                }
            }
        };
    }
}
