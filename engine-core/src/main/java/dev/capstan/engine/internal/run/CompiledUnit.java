package dev.capstan.engine.internal.run;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.plan.ArgumentSchemas;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.consumer.RequestPreview;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all kinds of units do with a call before they run it: put in defaults, and refuse what is missing. */
public abstract class CompiledUnit implements UnitPlan {
    private final LinkedUnit linked;
    private final ArgumentSchemas arguments;
    private final int[] defaults;
    private final boolean readsBody;

    /** What holds for a linked unit. */
    protected CompiledUnit(LinkedUnit linked) {
        this.linked = linked;
        this.arguments = new ArgumentSchemas(linked.arguments(), Argument::name);
        this.defaults = linked.arguments().stream()
                .filter(argument -> argument.defaultValue() != null)
                .mapToInt(Argument::index)
                .toArray();
        this.readsBody = linked.arguments().stream()
                .map(Argument::source)
                .anyMatch(source ->
                        source instanceof ArgumentSource.InBody || source instanceof ArgumentSource.AtBodyPath);
    }

    @Override
    public final LinkedUnit linked() {
        return linked;
    }

    @Override
    public final ArgumentSchemas arguments() {
        return arguments;
    }

    @Override
    public final boolean readsBody() {
        return readsBody;
    }

    @Override
    public boolean isIdentity() {
        return false;
    }

    @Override
    public boolean forwardsBody() {
        return false;
    }

    @Override
    public final PendingCall call(UnitCall unitCall, ReplyListener listener) {
        UnitCall given = withDefaults(unitCall);
        try {
            return run(given, listener);
        } catch (RuntimeException e) {
            given.body().discard();
            listener.onFailure(Incidents.ofArguments(e));
            return PendingCall.DONE;
        }
    }

    /**
     * Runs a call, or refuses it. Takes the call's body over, unless it throws, which it does only before anything was sent and the
     * listener was invoked.
     */
    protected abstract PendingCall run(UnitCall call, ReplyListener listener);

    @Override
    public @Nullable RequestPreview preview(UnitCall call) {
        return null;
    }

    /** Everything that is missing, at once; null when nothing is. {@code found} is what else is missing, and may be empty. */
    protected final @Nullable CallFailure missing(UnitCall call, List<ArgumentProblem> found) {
        if (found.isEmpty() && !arguments.isIncomplete(call.arguments())) {
            return null;
        }
        List<ArgumentProblem> problems = new ArrayList<>(found);
        arguments.addMissing(call.arguments(), problems);
        return new CallFailure.InvalidArguments(List.copyOf(problems));
    }

    /** A call with the arguments that it does not give and that have a default. */
    protected final UnitCall withDefaults(UnitCall given) {
        if (defaults.length == 0) {
            return given;
        }
        @Nullable JsonNode[] values = given.arguments().clone();
        for (int index : defaults) {
            if (values[index] == null) {
                values[index] = linked.arguments().get(index).defaultValue();
            }
        }
        return new UnitCall(
                given.eventLoop(), given.context(), values, given.body(), given.contentType(), given.acceptEncoding());
    }
}
