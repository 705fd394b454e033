package dev.capstan.run.command;

import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.syntax.NearestName;
import dev.capstan.engine.Engine;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.plan.UnitPlan;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.run.option.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a name on the command line means.
 *
 * @param reference as the engine takes it
 * @param unit with its arguments
 */
record UnitChoice(String reference, LinkedUnit unit) {

    /**
     * Finds it: {@code namespace.name} as the engine does, then a bare name: exposed units before consumed operations, the
     * first of the document where several have it.
     *
     * @throws UsageException when nothing has that name
     */
    static UnitChoice find(Engine engine, String name) {
        UnitPlan exact = engine.plan(name);
        if (exact != null) {
            return new UnitChoice(name, exact.linked());
        }
        Map<String, String> references = new LinkedHashMap<>();
        for (DocumentStatus document : engine.documents()) {
            for (AdapterPlan adapter : document.adapters()) {
                adapter.units()
                        .forEach(plan -> references.putIfAbsent(
                                plan.linked().name(),
                                adapter.namespace() + "." + plan.linked().name()));
            }
            if (document.linked() != null) {
                document.linked().apis().stream()
                        .flatMap(api -> api.operations().stream())
                        .forEach(operation -> references.putIfAbsent(operation.name(), operation.reference()));
            }
        }
        String reference = references.get(name);
        UnitPlan plan = reference == null ? null : engine.plan(reference);
        if (reference == null || plan == null) {
            String near = NearestName.among(name, references.keySet());
            throw UsageException.of("there is no operation or tool " + name
                    + (near == null ? "; 'naftiko-run describe' lists them" : "; did you mean " + near + "?"));
        }
        return new UnitChoice(reference, plan.linked());
    }
}
