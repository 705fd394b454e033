package dev.capstan.adapter.control;

import dev.capstan.document.linked.ScriptDefaults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the scripts of a document, as JSON. */
final class ScriptingSettings {
    private ScriptingSettings() {}

    static ObjectNode of(ScriptDefaults scripts) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("enabled", scripts.isEnabled());
        if (scripts.location() != null) {
            settings.put("defaultLocation", scripts.location());
        }
        if (scripts.language() != null) {
            settings.put("defaultLanguage", scripts.language());
        }
        settings.put("timeout", scripts.timeoutMillis());
        settings.put("statementLimit", scripts.statements());
        if (!scripts.allowed().isEmpty()) {
            ArrayNode allowed = settings.putArray("allowedLanguages");
            scripts.allowed().stream().sorted().forEach(allowed::add);
        }
        return settings;
    }
}
