package dev.capstan.languageserver.internal.document;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.languageserver.internal.outline.LineTokens;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextRange;
import dev.capstan.linter.fix.Fix;
import dev.capstan.linter.fix.FixContext;
import dev.capstan.linter.fix.Fixes;
import java.util.ArrayList;
import java.util.List;

/** The corrections for a document's findings. */
final class QuickFixes {
    private final EditorText text;
    private final FixContext context;

    QuickFixes(EditorText text, FixContext context) {
        this.text = text;
        this.context = context;
    }

    /** What can be done about a finding, the best first. */
    List<QuickFix> of(EditorFinding finding) {
        List<QuickFix> fixes = new ArrayList<>();
        Diagnostic found = finding.diagnostic();
        Fix safe = Fixes.of(found, context);
        Fix fix = safe != null ? safe : Fixes.suggested(found, context);
        if (fix != null) {
            String title = fix.replacement().isBlank() ? "Remove it" : "Write " + fix.replacement();
            fixes.add(new QuickFix(title, finding, text.range(fix.range()), fix.replacement(), safe != null));
        }
        if (!found.rule().startsWith("yaml-")) {
            fixes.add(suppression(finding));
        }
        return fixes;
    }

    private QuickFix suppression(EditorFinding finding) {
        int line = finding.range().start().line();
        String content = text.line(line);
        String indent = content.substring(0, LineTokens.skipSpaces(content, 0, content.length()));
        String rule = finding.diagnostic().rule();
        return new QuickFix(
                "Switch " + rule + " off for this line",
                finding,
                TextRange.onLine(line, 0, 0),
                indent + "# naftiko-lint-disable-next-line " + rule + " -- say why\n",
                false);
    }
}
