package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes the requests of a resource on to a consumed API as they are. */
public record Forward(YamlMapping node, @Nullable String targetNamespace, List<String> trustedHeaders) {}
