package dev.capstan.engine.internal.assembly;

import dev.capstan.document.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/** A value that could be made, or why it could not. */
record Result<T>(@Nullable T value, @Nullable Diagnostic problem) {
    static <T> Result<T> of(T value) {
        return new Result<>(value, null);
    }

    static <T> Result<T> refused(Diagnostic problem) {
        return new Result<>(null, problem);
    }
}
