package dev.capstan.spec.model;

import dev.capstan.spec.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** An entry of {@code consumes}. */
public sealed interface Consumes permits ConsumesHttp, ConsumesImport, UnknownConsumes {
    /** Its place. */
    YamlMapping node();

    /** The name that calls use; null when the document gives none. */
    @Nullable
    String namespace();
}
