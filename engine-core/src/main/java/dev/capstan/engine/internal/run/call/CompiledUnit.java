package dev.capstan.engine.internal.run.call;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.engine.exchange.Body;
import dev.capstan.engine.exchange.PendingCall;
import dev.capstan.engine.exchange.UpstreamResponse;
import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import dev.capstan.engine.internal.run.shape.ReplyShaping;
import dev.capstan.engine.internal.run.value.Value;
import dev.capstan.engine.plan.Reply;
import dev.capstan.engine.plan.ReplyListener;
import dev.capstan.engine.plan.UnitCall;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.engine.spi.consumer.UpstreamResponseListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A unit, ready to run: evaluates inputs by index, hands the request to its operation, and shapes the answer. */
public final class CompiledUnit implements UnitPlan {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledUnit.class);

    /**
     * What an operation is called with.
     *
     * @param operation null for a mock
     * @param inputs by the operation's input index; null where nothing feeds the input
     * @param body makes the request's body
     */
    public record Call(
            @Nullable PreparedOperation operation, @Nullable Value[] inputs, RequestBodyPlan body) {}

    private final LinkedUnit linked;
    private final Call call;
    private final @Nullable ReplyShaping shaping;
    private final int[] required;
    private final int[] requiredArguments;
    private final int[] defaults;
    private final boolean readsBody;

    /** {@code shaping} is null when replies pass through. */
    public CompiledUnit(LinkedUnit linked, Call call, @Nullable ReplyShaping shaping) {
        this.linked = linked;
        this.call = call;
        this.shaping = shaping;
        this.required = linked.operation() == null
                ? new int[0]
                : linked.operation().inputs().stream()
                        .filter(OperationInput::required)
                        .mapToInt(OperationInput::index)
                        .toArray();
        this.requiredArguments = linked.arguments().stream()
                .filter(argument -> argument.required()
                        && argument.checked()
                        && !(argument.source() instanceof ArgumentSource.WholeBody))
                .mapToInt(Argument::index)
                .toArray();
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
    public LinkedUnit linked() {
        return linked;
    }

    @Override
    public boolean isIdentity() {
        return shaping == null;
    }

    @Override
    public boolean readsBody() {
        return readsBody;
    }

    @Override
    public boolean forwardsBody() {
        return call.body.forwards();
    }

    @Override
    public PendingCall call(UnitCall unitCall, ReplyListener listener) {
        UnitCall given = withDefaults(unitCall);
        PreparedOperation operation = call.operation;
        if (operation == null) {
            given.body().discard();
            mock(given, listener);
            return PendingCall.DONE;
        }
        @Nullable JsonNode[] values;
        RequestContent content;
        try {
            values = values(given.arguments());
            CallFailure refusal = refusal(given, values);
            if (refusal != null) {
                given.body().discard();
                listener.onFailure(refusal);
                return PendingCall.DONE;
            }
            content = call.body.content(given, values);
        } catch (RuntimeException e) {
            given.body().discard();
            listener.onFailure(internal(e));
            return PendingCall.DONE;
        }
        if (!(content instanceof RequestContent.Identity)) {
            given.body().discard();
        }
        CharSequence codings = shaping == null ? given.acceptEncoding() : null;
        OperationRequest request = new OperationRequest(given.eventLoop(), given.context(), values, content, codings);
        if (shaping == null) {
            return operation.send(request, new IdentityReply(listener));
        }
        ShapedExchange exchange = new ShapedExchange(shaping, linked, given.arguments(), listener);
        exchange.sent(operation.send(request, exchange));
        return exchange;
    }

    private static final class IdentityReply implements UpstreamResponseListener {
        private final ReplyListener listener;

        IdentityReply(ReplyListener listener) {
            this.listener = listener;
        }

        @Override
        public void onResponse(UpstreamResponse answer) {
            listener.onReply(new Reply.Identity(answer));
        }

        @Override
        public void onFailure(CallFailure failure) {
            listener.onFailure(failure);
        }
    }

    private void mock(UnitCall given, ReplyListener listener) {
        if (!isComplete(given)) {
            List<ArgumentProblem> problems = new ArrayList<>();
            addMissingArguments(given, problems);
            listener.onFailure(new CallFailure.InvalidArguments(List.copyOf(problems)));
            return;
        }
        JsonNode nothing = JsonNodeFactory.instance.nullNode();
        JsonNode reply = shaping == null ? nothing : shaping.shape(nothing, given.arguments());
        listener.onReply(new Reply.Shaped(200, reply));
    }

    private @Nullable JsonNode[] values(@Nullable JsonNode[] arguments) {
        @Nullable Value[] inputs = call.inputs;
        @Nullable JsonNode[] values = new JsonNode[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Value input = inputs[i];
            values[i] = input == null ? null : input.of(arguments);
        }
        return values;
    }

    /** Everything that is missing, at once; null when nothing is. */
    private @Nullable CallFailure refusal(UnitCall given, @Nullable JsonNode[] values) {
        boolean complete = isComplete(given);
        for (int index : required) {
            complete &= values[index] != null || call.body.forwards() && isBodyPresent(given, index);
        }
        if (complete) {
            return null;
        }
        List<ArgumentProblem> problems = new ArrayList<>();
        for (int index : required) {
            if (values[index] == null && !(call.body.forwards() && isBodyPresent(given, index))) {
                problems.add(missing(index));
            }
        }
        addMissingArguments(given, problems);
        return new CallFailure.InvalidArguments(List.copyOf(problems));
    }

    /** Whether all arguments are there that the unit itself declares as required. */
    private boolean isComplete(UnitCall given) {
        for (int index : requiredArguments) {
            if (given.arguments()[index] == null) {
                return false;
            }
        }
        return true;
    }

    private boolean isBodyPresent(UnitCall given, int index) {
        return isWholeBody(index) && !(given.body() instanceof Body.Empty);
    }

    private boolean isWholeBody(int index) {
        return call.inputs[index] instanceof Value.OfArgument argument
                && linked.arguments().get(argument.index()).source() instanceof ArgumentSource.WholeBody;
    }

    private ArgumentProblem missing(int index) {
        OperationInput input =
                Objects.requireNonNull(linked.operation()).inputs().get(index);
        if (isWholeBody(index)) {
            return new ArgumentProblem(input.name(), true, "a request body is required (\"" + input.name() + "\")");
        }
        String name = call.inputs[index] instanceof Value.OfArgument argument
                ? linked.arguments().get(argument.index()).name()
                : input.name();
        return new ArgumentProblem(name, true, "\"" + name + "\" is required");
    }

    private void addMissingArguments(UnitCall given, List<ArgumentProblem> problems) {
        for (int index : requiredArguments) {
            String name = linked.arguments().get(index).name();
            boolean known =
                    problems.stream().anyMatch(problem -> problem.parameter().equals(name));
            if (given.arguments()[index] == null && !known) {
                problems.add(new ArgumentProblem(name, true, "\"" + name + "\" is required"));
            }
        }
    }

    private UnitCall withDefaults(UnitCall given) {
        if (defaults.length == 0) {
            return given;
        }
        @Nullable JsonNode[] arguments = given.arguments().clone();
        for (int index : defaults) {
            if (arguments[index] == null) {
                arguments[index] = linked.arguments().get(index).defaultValue();
            }
        }
        return new UnitCall(
                given.eventLoop(),
                given.context(),
                arguments,
                given.body(),
                given.contentType(),
                given.acceptEncoding());
    }

    @Override
    public @Nullable RequestPreview preview(UnitCall unitCall) {
        PreparedOperation operation = call.operation;
        if (operation == null) {
            return null;
        }
        UnitCall given = withDefaults(unitCall);
        @Nullable JsonNode[] values = values(given.arguments());
        CallFailure refusal = refusal(given, values);
        RequestContent content = call.body.content(given, values);
        RequestPreview preview = operation.preview(
                new OperationRequest(given.eventLoop(), given.context(), values, content, given.acceptEncoding()));
        if (!(refusal instanceof CallFailure.InvalidArguments invalid)) {
            return preview;
        }
        List<String> problems = new ArrayList<>();
        invalid.problems().forEach(problem -> problems.add(problem.detail()));
        return new RequestPreview(
                preview.method(), preview.uri(), preview.headers(), preview.body(), List.copyOf(problems));
    }

    /** Logs a defect and gives it an incident to be found by. */
    static CallFailure internal(RuntimeException cause) {
        String incident = UUID.randomUUID().toString();
        LOG.error("internal error, incident {}", incident, cause);
        return new CallFailure.Internal(incident);
    }
}
