package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** An entry of {@code consumes}. */
public sealed interface Consumes permits ConsumesHttp, ConsumesImport, UnknownConsumes {
    /** Its place. */
    YamlMapping node();

    /** The name that calls use; null when the document gives none. */
    @Nullable
    String namespace();
}
