package dev.capstan.adapter.control;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.spi.SecretMask;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what was found in a document. */
final class DiagnosticJson {
    private DiagnosticJson() {}

    /** One diagnostic, known secrets masked. */
    static ObjectNode of(Diagnostic diagnostic, SecretMask secrets) {
        ObjectNode one = JsonNodeFactory.instance
                .objectNode()
                .put("rule", diagnostic.rule())
                .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
                .put("message", secrets.mask(diagnostic.message()))
                .put("line", diagnostic.range().line())
                .put("column", diagnostic.range().column())
                .put("pointer", diagnostic.pointer());
        if (diagnostic.suggestion() != null) {
            one.put("suggestion", diagnostic.suggestion());
        }
        return one;
    }
}
