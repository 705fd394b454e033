package dev.capstan.document.link.internal.unit;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.linked.LinkedOperation;
import java.util.List;

/** Asks whether the responses of an operation can be decoded. */
record FormatSupport(LinkContext context) {
    /** Adds a problem when they cannot. {@code what} begins the sentence: who decodes them. */
    void check(LinkedOperation operation, String what, List<Diagnostic> problems) {
        String format = operation.declaration().outputRawFormat();
        if (!format.equals("json") && !context.installation().decodes(format)) {
            problems.add(context.findings()
                    .error(
                            "format-not-installed",
                            operation.declaration().node().at("outputRawFormat"),
                            what + " a response of format " + format
                                    + ", which nothing that is installed decodes; without outputParameters its bytes"
                                    + " pass through"));
        }
    }
}
