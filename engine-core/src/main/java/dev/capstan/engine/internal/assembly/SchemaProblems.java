package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.Behaviour;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the prompts, folders and skills of an adapter dead that the schema finds wrong; units that can be called are judged where they
 * are compiled.
 */
final class SchemaProblems {
    private SchemaProblems() {}

    static LinkedAdapter in(LinkedAdapter adapter, SchemaScope schema) {
        if (adapter instanceof LinkedAdapter.Mcp mcp
                && !(mcp.prompts().isEmpty() && mcp.resources().isEmpty())) {
            return new LinkedAdapter.Mcp(
                    mcp.declaration(),
                    mcp.namespace(),
                    mcp.credentials(),
                    mcp.tools(),
                    mcp.resources().stream()
                            .map(resource -> folder(resource, schema))
                            .toList(),
                    mcp.prompts().stream()
                            .map(prompt -> new LinkedPrompt(
                                    prompt.declaration(),
                                    prompt.name(),
                                    prompt.messages(),
                                    all(
                                            prompt.problems(),
                                            schema.at(prompt.declaration().node()))))
                            .toList(),
                    mcp.problems());
        }
        if (adapter instanceof LinkedAdapter.Skills skills) {
            return new LinkedAdapter.Skills(
                    skills.declaration(),
                    skills.namespace(),
                    skills.credentials(),
                    skills.skills().stream()
                            .map(skill -> skill.withProblems(
                                    schema.at(skill.declaration().node())))
                            .toList(),
                    all(skills.problems(), schema.at(skills.declaration().node())));
        }
        if (adapter instanceof LinkedAdapter.Control control) {
            return new LinkedAdapter.Control(
                    control.declaration(),
                    control.namespace(),
                    control.credentials(),
                    control.switches(),
                    control.leftOut(),
                    all(control.problems(), schema.at(control.declaration().node())));
        }
        return adapter;
    }

    private static LinkedAdapter.ResourceRoute folder(LinkedAdapter.ResourceRoute resource, SchemaScope schema) {
        List<Diagnostic> wrong = schema.at(resource.declaration().node());
        return wrong.isEmpty() || !(resource.unit().behaviour() instanceof Behaviour.StaticFiles)
                ? resource
                : new LinkedAdapter.ResourceRoute(
                        resource.declaration(),
                        resource.uri(),
                        resource.placeholders(),
                        resource.unit().withProblems(wrong));
    }

    private static List<Diagnostic> all(List<Diagnostic> linked, List<Diagnostic> schema) {
        List<Diagnostic> all = new ArrayList<>(linked);
        schema.stream().filter(error -> !all.contains(error)).forEach(all::add);
        return List.copyOf(all);
    }
}
