package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** What declares something that callers can reach: a unit of an adapter. */
public sealed interface UnitDeclaration permits CallableUnit, Forward {
    /** Its place. */
    YamlMapping node();

    /** Its name; null when the document gives none. */
    @Nullable
    String name();

    /** What it is for; null when the document does not say. */
    @Nullable
    String description();
}
