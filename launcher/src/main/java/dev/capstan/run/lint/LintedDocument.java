package dev.capstan.run.lint;

import dev.capstan.linter.report.Finding;
import java.util.List;

/**
 * What came of a document.
 *
 * @param source the document
 * @param findings what is to be told
 * @param suppressed how many findings comments switch off
 * @param isUnreadable whether the file could not be read at all
 * @param diff what would be corrected; empty when nothing would, or when nobody asked
 * @param isCorrected whether the file was corrected
 */
record LintedDocument(
        LintSource source,
        List<Finding> findings,
        int suppressed,
        boolean isUnreadable,
        String diff,
        boolean isCorrected) {}
