package dev.capstan.document.yaml.reader;

import dev.capstan.document.diagnostic.Diagnostic;

/** Leaves the composer when a document exceeds a limit or uses what is not supported; never leaves this package. */
final class ComposerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    ComposerRefusal(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
