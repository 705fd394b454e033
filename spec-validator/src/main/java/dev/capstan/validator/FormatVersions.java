package dev.capstan.validator;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the format that can be read.
 *
 * @param current read without a word
 * @param earlier read with a warning: they have the same shapes
 */
record FormatVersions(String current, List<String> earlier) {
    static final String RULE = "schema-version";

    static final FormatVersions STRICT = new FormatVersions("1.0.0-alpha2", List.of());
    static final FormatVersions CATALOGUE = new FormatVersions("1.0.0-alpha2", List.of("1.0.0-alpha1"));

    /** What is to be said of a document's version; null when it is current or absent, which is the schema's to report. */
    @Nullable
    Diagnostic check(YamlNode root) {
        YamlNode version = root instanceof YamlMapping mapping ? mapping.get("naftiko") : null;
        if (version == null) {
            return null;
        }
        String text = version instanceof YamlScalar scalar ? scalar.text() : "";
        if (text.equals(current)) {
            return null;
        }
        if (earlier.contains(text)) {
            String message = "the version " + text + " is read as " + current + "; write " + current;
            return diagnostic(version, Severity.WARN, message);
        }
        List<String> supported = new ArrayList<>(List.of(current));
        supported.addAll(earlier);
        String found = text.isEmpty() || text.length() > 60 ? "this version" : "the version " + text;
        return diagnostic(
                version, Severity.ERROR, found + " is not supported; write " + String.join(" or ", supported));
    }

    private Diagnostic diagnostic(YamlNode version, Severity severity, String message) {
        return new Diagnostic(RULE, severity, message, version.file(), version.range(), version.pointer(), current);
    }
}
