package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/** Puts a value of the steps into the reply, under a name whose dots make nested objects. */
public record StepMapping(
        YamlMapping node,
        @Nullable String targetName,
        @Nullable String value) {}
