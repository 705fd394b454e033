package dev.capstan.languageserver.internal.document;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.languageserver.internal.text.TextRange;

/**
 * A diagnostic and where an editor shows it.
 *
 * @param diagnostic what is wrong or doubtful
 * @param range in the open document; where the other document is imported when the diagnostic is about an imported one
 */
public record EditorFinding(Diagnostic diagnostic, TextRange range) {}
