package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** What a model may expect of a tool; null where the document does not say. */
public record Hints(
        YamlMapping node,
        @Nullable Boolean readOnly,
        @Nullable Boolean destructive,
        @Nullable Boolean idempotent,
        @Nullable Boolean openWorld) {
    /**
     * The hints that follow from what a function does to the world.
     *
     * @param explicit win one by one; null when there are none
     */
    public static Hints of(Semantics semantics, @Nullable Hints explicit) {
        boolean isSafe = Boolean.TRUE.equals(semantics.safe());
        Hints own = explicit == null ? new Hints(semantics.node(), null, null, null, null) : explicit;
        return new Hints(
                own.node,
                own.readOnly != null ? own.readOnly : Boolean.valueOf(isSafe),
                own.destructive != null || !isSafe ? own.destructive : Boolean.FALSE,
                own.idempotent != null ? own.idempotent : semantics.idempotent(),
                own.openWorld);
    }
}
