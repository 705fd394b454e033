package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers can call and what itself calls an operation, runs steps, or answers by itself. */
public sealed interface CallableUnit extends UnitDeclaration
        permits ExposedOperation, Tool, McpResource, AggregateFunction {
    /** The function it takes its fields from; null when it stands for itself. */
    @Nullable
    String ref();

    /** The consumed operation it calls; null when it calls none. */
    @Nullable
    String call();

    /** What it hands to the called operation, by name, in order. */
    Map<String, YamlNode> with();

    /** Its steps, in order. */
    List<Step> steps();

    /** How its reply is made from its steps. */
    List<StepMapping> mappings();

    /** The shape of its reply; empty passes the answer through. */
    List<OutputParameter> outputParameters();
}
