package dev.capstan.document.link;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.internal.adapter.ToolArguments;
import dev.capstan.document.link.internal.name.Findings;
import dev.capstan.document.link.internal.name.Qualifiers;
import dev.capstan.document.link.internal.name.StepNames;
import dev.capstan.document.link.internal.name.Surface;
import dev.capstan.document.link.internal.name.UnitContext;
import dev.capstan.document.link.internal.name.VariableScope;
import dev.capstan.document.link.internal.unit.CallSiteLinker;
import dev.capstan.document.link.internal.unit.UnitArguments;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.linked.output.OutputOverlay;
import dev.capstan.document.linked.output.OutputShape;
import dev.capstan.document.model.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes units of consumed operations, so that a host can call them though no adapter exposes them. */
public final class DirectUnits {
    private final Findings findings = new Findings();
    private final VariableScope variables;

    /**
     * For the operations of one document.
     *
     * @param file the document's; null when it lies nowhere
     */
    public DirectUnits(LinkedDocument document, @Nullable Path file) {
        this.variables = new VariableScope(document.document(), file, findings);
    }

    /** A unit that calls that operation, with all its inputs as arguments, and passes the response on. */
    public LinkedUnit of(LinkedOperation operation) {
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
        List<Diagnostic> problems = new ArrayList<>(operation.problems());
        ToolArguments arguments = new ToolArguments(unit.node(), List.of());
        UnitContext context = new UnitContext(
                findings,
                variables,
                new UnitArguments(arguments),
                new StepNames(),
                Qualifiers.ofAdapter(operation.api().namespace(), Surface.TOOLS),
                List.of(operation.api().namespace()));
        CallSiteLinker site = new CallSiteLinker(context, problems, operation, false);
        Behaviour call = new Behaviour.Call(site.link(arguments, OutputOverlay.NONE));
        return new LinkedUnit(
                unit,
                operation.name(),
                unit.description(),
                arguments.all(),
                call,
                new OutputShape.Identity(),
                List.copyOf(problems));
    }
}
