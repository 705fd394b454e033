package dev.capstan.engine.internal.observe;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.AttemptObserver;
import dev.capstan.engine.observe.AttemptStart;
import dev.capstan.engine.observe.BreakerChange;
import dev.capstan.engine.observe.CallEnd;
import dev.capstan.engine.observe.CallObserver;
import dev.capstan.engine.observe.CallStart;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.reload.DocumentReload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several observers as one; what one of them throws is logged and keeps nothing from the others. */
public final class Observers implements EngineObserver {
    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<EngineObserver> all;

    /** These observers, in that order. */
    public Observers(List<EngineObserver> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public @Nullable CallObserver callStarted(CallStart start) {
        List<CallObserver> calls = each(all, observer -> observer.callStarted(start));
        return calls.isEmpty() ? null : new Calls(calls);
    }

    @Override
    public void connectionOpened(String namespace, String origin) {
        forEach(all, observer -> observer.connectionOpened(namespace, origin));
    }

    @Override
    public void connectionClosed(String namespace, String origin) {
        forEach(all, observer -> observer.connectionClosed(namespace, origin));
    }

    @Override
    public void breakerChanged(BreakerChange change) {
        forEach(all, observer -> observer.breakerChanged(change));
    }

    @Override
    public void documentReloaded(DocumentReload reload) {
        forEach(all, observer -> observer.documentReloaded(reload));
    }

    private static <A, B> List<B> each(List<A> observers, Function<A, @Nullable B> function) {
        List<B> made = new ArrayList<>(observers.size());
        forEach(observers, observer -> {
            B one = function.apply(observer);
            if (one != null) {
                made.add(one);
            }
        });
        return made;
    }

    private static <A> void forEach(List<A> observers, Consumer<A> action) {
        for (A observer : observers) {
            try {
                action.accept(observer);
            } catch (RuntimeException e) {
                LOG.warn("an observer failed", e);
            }
        }
    }

    private static @Nullable String first(List<@Nullable String> values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private record Calls(List<CallObserver> all) implements CallObserver {
        @Override
        public @Nullable String traceParent() {
            return first(each(all, CallObserver::traceParent));
        }

        @Override
        public @Nullable CallObserver stepStarted(String name, String type) {
            List<CallObserver> steps = each(all, observer -> observer.stepStarted(name, type));
            return steps.isEmpty() ? null : new Calls(steps);
        }

        @Override
        public @Nullable AttemptObserver attemptStarted(AttemptStart start) {
            List<AttemptObserver> attempts = each(all, observer -> observer.attemptStarted(start));
            return attempts.isEmpty() ? null : new Attempts(attempts);
        }

        @Override
        public void ended(CallEnd end) {
            forEach(all, observer -> observer.ended(end));
        }
    }

    private record Attempts(List<AttemptObserver> all) implements AttemptObserver {
        @Override
        public @Nullable String traceParent() {
            return first(each(all, AttemptObserver::traceParent));
        }

        @Override
        public void connected(boolean reused) {
            forEach(all, observer -> observer.connected(reused));
        }

        @Override
        public void responded(int status) {
            forEach(all, observer -> observer.responded(status));
        }

        @Override
        public void ended(int status, @Nullable CallFailure failure, long sentBytes, long receivedBytes) {
            forEach(all, observer -> observer.ended(status, failure, sentBytes, receivedBytes));
        }
    }
}
