package dev.capstan.engine;

import dev.capstan.document.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;

/** Documents that cannot be served, with everything that is wrong with them. */
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    DocumentException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::toString)
                .collect(Collectors.joining(System.lineSeparator())));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** All diagnostics of the refused documents, errors and others, by file and in the order of the source. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
