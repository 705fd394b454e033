package dev.capstan.engine.internal.compile;

import dev.capstan.document.linked.Argument;
import dev.capstan.document.linked.ArgumentSource;
import dev.capstan.document.linked.BodyShape;
import dev.capstan.document.linked.CallSite;
import dev.capstan.document.linked.InputLocation;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.OperationInput;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.engine.internal.run.call.CompiledCall;
import dev.capstan.engine.internal.run.call.RequestBodyPlan;
import dev.capstan.engine.internal.run.call.ResponseDecoder;
import dev.capstan.engine.internal.run.shape.ResponseOverlay;
import dev.capstan.engine.internal.run.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the places where operations are called. */
final class CallSiteCompiler {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");

    private final Services services;
    private final ExpressionCompiler expressions;
    private final List<Argument> arguments;

    /** A compiler for the call sites of a unit with these arguments. */
    CallSiteCompiler(Services services, ExpressionCompiler expressions, List<Argument> arguments) {
        this.services = services;
        this.expressions = expressions;
        this.arguments = arguments;
    }

    CompiledCall compile(CallSite site) {
        @Nullable Value[] inputs = new Value[site.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            Expression input = site.inputs().get(i);
            inputs[i] = input == null ? null : expressions.compile(input);
        }
        return new CompiledCall(site.operation(), services.prepared(site.operation()), inputs, body(site));
    }

    /** What decodes the responses at that place. */
    ResponseDecoder decoder(CallSite site) {
        LinkedOperation operation = site.operation();
        return new ResponseDecoder(
                services.decoder(operation),
                new ResponseOverlay(site.outputs()),
                operation.reference(),
                services.configuration(operation.api()).limits().maxBufferedBytes(),
                services.memory());
    }

    private RequestBodyPlan body(CallSite site) {
        LinkedOperation operation = site.operation();
        if (operation.body() instanceof BodyShape.Whole whole) {
            return forwards(site, whole.input())
                    ? new RequestBodyPlan.Forward(whole.mediaType())
                    : new RequestBodyPlan.Whole(whole.input(), whole.mediaType(), whole.member());
        }
        if (operation.body() instanceof BodyShape.Members members) {
            return new RequestBodyPlan.Members(members.inputs(), WRITES.contains(operation.method()));
        }
        if (operation.body() instanceof BodyShape.Template template && site.body() != null) {
            return new RequestBodyPlan.Template(
                    template.kind(), template.mediaType(), expressions.compile(site.body()));
        }
        return new RequestBodyPlan.Nothing();
    }

    /** Whether the input is the caller's own body: bytes, not a value. */
    private boolean forwards(CallSite site, OperationInput input) {
        return input.place() == InputLocation.WHOLE_BODY
                && site.inputs().get(input.index()) instanceof Expression.ArgumentValue argument
                && arguments.get(argument.index()).source() instanceof ArgumentSource.WholeBody;
    }
}
