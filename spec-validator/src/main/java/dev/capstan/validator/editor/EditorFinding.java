package dev.capstan.validator.editor;

import dev.capstan.document.diagnostic.Diagnostic;

/**
 * A diagnostic and where an editor shows it.
 *
 * @param diagnostic what is wrong or doubtful
 * @param range in the open document; where the other document is imported when the diagnostic is about an imported one
 */
public record EditorFinding(Diagnostic diagnostic, TextRange range) {}
