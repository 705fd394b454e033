package dev.capstan.document.link.internal.unit;

import dev.capstan.document.model.AggregateFunction;
import dev.capstan.document.model.CallableUnit;
import dev.capstan.document.model.OutputParameter;
import dev.capstan.document.model.Step;
import dev.capstan.document.model.StepMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a unit are written: in itself, or in the aggregate function that it refers to. What calls or runs steps is
 * taken over as one block.
 *
 * @param unit the unit itself
 * @param function what it refers to; null when it stands for itself
 */
public record UnitSource(CallableUnit unit, FunctionIndex.@Nullable Entry function) {
    /** Whether the block that calls or runs steps is the function's. */
    boolean isRunByFunction() {
        return function != null && unit.call() == null && unit.steps().isEmpty();
    }

    private CallableUnit block() {
        return function != null && isRunByFunction() ? function.function() : unit;
    }

    @Nullable
    String call() {
        return block().call();
    }

    /** What the block itself hands to the operation it calls. */
    Map<String, YamlNode> with() {
        return block().with();
    }

    List<Step> steps() {
        return block().steps();
    }

    List<StepMapping> mappings() {
        return block().mappings();
    }

    /** Where the block stands. */
    YamlNode place() {
        return block().node();
    }

    List<OutputParameter> outputs() {
        return function == null || !unit.outputParameters().isEmpty()
                ? unit.outputParameters()
                : function.function().outputParameters();
    }

    /** Whether the outputs are the function's. */
    boolean hasOutputsOfFunction() {
        return function != null && unit.outputParameters().isEmpty();
    }

    @Nullable
    String description() {
        AggregateFunction of = function == null ? null : function.function();
        return unit.description() != null || of == null ? unit.description() : of.description();
    }
}
