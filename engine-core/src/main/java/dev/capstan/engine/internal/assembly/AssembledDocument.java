package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.linked.LinkedUnit;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.engine.plan.AdapterPlan;
import dev.capstan.engine.spi.adapter.AdapterState;
import dev.capstan.engine.spi.adapter.DocumentView;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.status.DeadUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a document's adapters while it is assembled, on one thread; later it is only read. */
final class AssembledDocument implements DocumentView {
    /** An adapter, {@code plan} null when it is left out. */
    private record Part(LinkedAdapter adapter, @Nullable AdapterPlan plan, List<Diagnostic> problems) {}

    private final LinkedDocument linked;
    private final List<Part> parts = new ArrayList<>();
    private final List<DeadUnit> dead = new ArrayList<>();
    private final Map<AdapterPlan, ServerAdapter> made = new IdentityHashMap<>();
    private List<AdapterPlan> served = List.of();

    AssembledDocument(LinkedDocument linked) {
        this.linked = linked;
    }

    /** Adds an adapter; {@code problems} say why one without a plan is left out. */
    void add(LinkedAdapter adapter, @Nullable AdapterPlan plan, List<Diagnostic> problems) {
        parts.add(new Part(adapter, plan, List.copyOf(problems)));
    }

    void leaveOut(DeadUnit unit) {
        dead.add(unit);
    }

    List<DeadUnit> dead() {
        return dead;
    }

    /** Whether any part of the document is left out. */
    boolean hasDead() {
        return !dead.isEmpty()
                || parts.stream()
                        .anyMatch(part ->
                                part.plan == null || !part.adapter.leftOut().isEmpty());
    }

    /** Says which adapters are about to be made. */
    void serve(List<AdapterPlan> plans) {
        served = List.copyOf(plans);
    }

    void made(AdapterPlan plan, ServerAdapter adapter) {
        made.put(plan, adapter);
    }

    @Override
    public LinkedDocument linked() {
        return linked;
    }

    @Override
    public boolean serves(LinkedUnit unit) {
        return served.stream().anyMatch(plan -> plan.planOf(unit) != null || plan.forwardOf(unit) != null);
    }

    @Override
    public List<AdapterState> adapters() {
        List<AdapterState> states = new ArrayList<>();
        for (Part part : parts) {
            ServerAdapter adapter = part.plan == null ? null : made.get(part.plan);
            states.add(new AdapterState(
                    part.adapter.declaration().type(),
                    part.adapter.namespace(),
                    adapter != null,
                    adapter == null ? List.of() : adapter.endpoints(),
                    leftOut(part)));
        }
        return states;
    }

    /** The names of the adapters that were made. */
    Set<String> served() {
        Set<String> names = new LinkedHashSet<>();
        parts.stream()
                .filter(part -> part.plan != null && made.containsKey(part.plan))
                .forEach(part -> names.add(part.adapter.namespace()));
        return names;
    }

    /** What is left out, by {@code adapter.name}, adapters by their name, with the reasons. */
    Map<String, List<Diagnostic>> leftOut() {
        Map<String, List<Diagnostic>> all = new LinkedHashMap<>();
        for (Part part : parts) {
            String adapter = part.adapter.namespace();
            for (AdapterState.LeftOut leftOut : leftOut(part)) {
                all.put(leftOut.name().equals(adapter) ? adapter : adapter + "." + leftOut.name(), leftOut.reasons());
            }
        }
        return all;
    }

    private List<AdapterState.LeftOut> leftOut(Part part) {
        List<AdapterState.LeftOut> leftOut = new ArrayList<>();
        YamlNode node = part.adapter.declaration().node();
        if (part.plan == null) {
            leftOut.add(new AdapterState.LeftOut(part.adapter.namespace(), node.pointer(), part.problems));
        }
        for (DeadUnit unit : dead) {
            if (unit.pointer().startsWith(node.pointer() + "/")) {
                leftOut.add(new AdapterState.LeftOut(unit.name(), unit.pointer(), unit.reasons()));
            }
        }
        part.adapter
                .leftOut()
                .forEach(reason -> leftOut.add(
                        new AdapterState.LeftOut(part.adapter.namespace(), reason.pointer(), List.of(reason))));
        return List.copyOf(leftOut);
    }
}
