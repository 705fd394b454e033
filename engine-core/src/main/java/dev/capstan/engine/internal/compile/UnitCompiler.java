package dev.capstan.engine.internal.compile;

import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.BehaviourVisitor;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.expression.Variable;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.engine.internal.run.CompiledUnit;
import dev.capstan.engine.internal.run.MockUnit;
import dev.capstan.engine.internal.run.call.CallUnit;
import dev.capstan.engine.internal.run.forward.ForwardUnit;
import dev.capstan.engine.internal.run.shape.ReplyShaper;
import dev.capstan.engine.plan.ForwardPlan;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles live units to what runs them. */
public final class UnitCompiler {
    private final Services services;
    private final Function<Variable, String> variables;

    /** A compiler; {@code variables} gives each variable's value. */
    public UnitCompiler(Services services, Function<Variable, String> variables) {
        this.services = services;
        this.variables = variables;
    }

    /**
     * What a unit was compiled to.
     *
     * @param callable what runs its calls; null for a unit that is not called
     * @param forward what passes its requests on; null for any unit but a forward
     */
    public record Compiled(
            @Nullable CompiledUnit callable, @Nullable ForwardPlan forward) {}

    /**
     * Compiles a unit.
     *
     * @throws UncompilableException when something that it needs cannot be made
     */
    public Compiled compile(LinkedUnit unit) {
        return unit.behaviour().accept(new Compilation(unit));
    }

    private final class Compilation implements BehaviourVisitor<Compiled> {
        private final LinkedUnit unit;
        private final ExpressionCompiler expressions;

        Compilation(LinkedUnit unit) {
            this.unit = unit;
            this.expressions =
                    new ExpressionCompiler(variables, unit.arguments().size());
        }

        @Override
        public Compiled visitMock(Behaviour.Mock mock) {
            return callable(new MockUnit(unit, shaper(false)));
        }

        @Override
        public Compiled visitCall(Behaviour.Call call) {
            CallSiteCompiler sites = new CallSiteCompiler(services, expressions, unit.arguments());
            CallUnit.Shaping shaping = unit.reply() instanceof OutputShape.Identity
                    ? null
                    : new CallUnit.Shaping(
                            sites.decoder(call.site()),
                            shaper(services.isSingleValueList(call.site().operation())));
            return callable(new CallUnit(unit, sites.compile(call.site()), shaping));
        }

        @Override
        public Compiled visitSteps(Behaviour.Steps steps) {
            boolean isSingleValueList = unit.operations().stream().anyMatch(services::isSingleValueList);
            ReplyShaper shaper = unit.reply() instanceof OutputShape.Identity ? null : shaper(isSingleValueList);
            return callable(new StepsCompiler(services, expressions, unit).compile(steps, shaper));
        }

        @Override
        public Compiled visitForward(Behaviour.Forward forward) {
            return new Compiled(
                    null, new ForwardUnit(unit, services.prepared(forward.target(), forward.trustedHeaders())));
        }

        @Override
        public Compiled visitStaticFiles(Behaviour.StaticFiles files) {
            return new Compiled(null, null);
        }

        @Override
        public Compiled visitUnlinked(Behaviour.Unlinked unlinked) {
            throw new IllegalArgumentException("the unit is dead: " + unit.problems());
        }

        private ReplyShaper shaper(boolean isSingleValueList) {
            return new ReplyShaper(new ShapeCompiler(expressions, isSingleValueList).compile(unit.reply()));
        }

        private Compiled callable(CompiledUnit compiled) {
            return new Compiled(compiled, null);
        }
    }
}
