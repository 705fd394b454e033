package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of an orchestrated unit; which fields matter depends on {@code type}: call, lookup or script. */
public record Step(
        YamlMapping node,
        @Nullable String type,
        @Nullable String name,
        @Nullable String call,
        Map<String, YamlNode> with,
        @Nullable String index,
        @Nullable String match,
        @Nullable String lookupValue,
        List<String> outputParameters,
        @Nullable String file,
        @Nullable String language,
        @Nullable String location,
        List<String> dependencies) {}
