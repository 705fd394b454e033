package dev.capstan.document.linked;

import dev.capstan.document.model.ControlExpose;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.Expose;
import dev.capstan.document.yaml.YamlMapping;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the control adapter of a document says of its scripts ({@code management.scripting}), also while its port is not served.
 *
 * @param isEnabled whether scripts run at all
 * @param location the folder of scripts that name none; null when the document gives none
 * @param language the language of scripts that name none; null when the document gives none
 * @param allowed the languages that may be used; empty for all
 * @param timeoutMillis the most time of one run
 * @param statements the most statements of one run
 */
public record ScriptDefaults(
        boolean isEnabled,
        @Nullable String location,
        @Nullable String language,
        Set<String> allowed,
        long timeoutMillis,
        long statements) {
    private static final ScriptDefaults NONE = new ScriptDefaults(true, null, null, Set.of(), 60_000, 100_000);

    /** Those of a document. */
    public static ScriptDefaults of(Document document) {
        for (Expose expose : document.exposes()) {
            YamlMapping management = expose instanceof ControlExpose control ? control.management() : null;
            YamlMapping scripting = management == null ? null : management.mapping("scripting");
            if (scripting != null) {
                return read(scripting);
            }
        }
        return NONE;
    }

    private static ScriptDefaults read(YamlMapping scripting) {
        Set<String> allowed = new LinkedHashSet<>();
        var languages = scripting.sequence("allowedLanguages");
        if (languages != null) {
            languages.items().forEach(item -> allowed.add(item.toJson().asString()));
        }
        return new ScriptDefaults(
                !"false".equals(scripting.text("enabled")),
                scripting.text("defaultLocation"),
                scripting.text("defaultLanguage"),
                Set.copyOf(allowed),
                number(scripting, "timeout", NONE.timeoutMillis),
                number(scripting, "statementLimit", NONE.statements));
    }

    private static long number(YamlMapping node, String name, long otherwise) {
        String text = node.text(name);
        return text != null && text.matches("[1-9][0-9]{0,17}") ? Long.parseLong(text) : otherwise;
    }
}
