package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Knows the correction for what one rule finds, which moves no lines. Stateless and safe for any thread. */
interface Fixer {
    /** The correction; null when there is none that is safe. */
    @Nullable
    Fix fix(Diagnostic found, FixContext context);
}
