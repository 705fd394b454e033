package dev.capstan.document.link;

import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.model.Tool;
import java.util.List;
import java.util.Map;

/** Makes units of consumed operations, so that a host can call them though no adapter exposes them. */
public final class DirectUnits {
    private DirectUnits() {}

    /** A unit that calls that operation of the document, with all its inputs as arguments, and passes the answer through. */
    public static LinkedUnit of(LinkedDocument document, LinkedOperation operation) {
        Findings findings = new Findings();
        VariableScope variables = new VariableScope(document.document(), findings);
        Tool unit = new Tool(
                operation.declaration().node(),
                operation.name(),
                operation.declaration().label(),
                operation.declaration().description(),
                List.of(),
                null,
                operation.reference(),
                Map.of(),
                List.of(),
                List.of(),
                null,
                List.of());
        return new UnitLinker(findings, variables, operation.api().namespace(), "tools")
                .call(unit, operation.name(), operation, new ToolArguments(unit.node(), List.of()));
    }
}
