package dev.capstan.document.link.internal.name;

import java.util.Collection;

/**
 * What holds throughout a unit, or throughout the aggregate function that it takes its fields from.
 *
 * @param variables those of the importing document
 * @param arguments what callers can give
 * @param steps those linked so far
 * @param qualifiers how values refer to arguments
 * @param adapterNamespaces what may stand before an argument's name in the templates of operations
 */
public record UnitContext(
        Findings findings,
        VariableScope variables,
        ArgumentScope arguments,
        StepNames steps,
        Qualifiers qualifiers,
        Collection<String> adapterNamespaces) {
    /** The same for an aggregate function. */
    public UnitContext inFunction(ArgumentScope functionArguments, Qualifiers functionQualifiers) {
        return new UnitContext(
                findings, variables, functionArguments, steps, functionQualifiers, functionQualifiers.own());
    }
}
