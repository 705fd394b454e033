package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;

/** What a capability document holds: the APIs it consumes, the adapters it exposes, and functions they share. */
public record Capability(
        YamlMapping node,
        List<Bind> binds,
        List<Consumes> consumes,
        List<Expose> exposes,
        List<Aggregate> aggregates) {}
