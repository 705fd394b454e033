package dev.capstan.linter.report;

import dev.capstan.document.diagnostic.Severity;
import java.util.List;

/**
 * What was found altogether, reported or not.
 *
 * @param files how many files were linted
 * @param errors findings of that severity
 * @param warnings findings of that severity
 * @param infos findings of that severity
 * @param hints findings of that severity
 * @param suppressed findings that a comment in the document switches off; counted nowhere else
 * @param baselined findings that the baseline accepts; counted nowhere else
 * @param omitted findings that are counted and not reported, because they are too many or were not asked for
 * @param rules the findings by rule, the rule with the most first
 */
public record ReportSummary(
        int files,
        int errors,
        int warnings,
        int infos,
        int hints,
        int suppressed,
        int baselined,
        int omitted,
        List<RuleCount> rules) {
    /** Nothing was found, and nothing was linted. */
    public static final ReportSummary EMPTY = new ReportSummary(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** How many findings there are. */
    public int problems() {
        return errors + warnings + infos + hints;
    }

    /** How many findings can be corrected without asking their author. */
    public int fixable() {
        return rules.stream().mapToInt(RuleCount::fixable).sum();
    }

    /** Whether a finding fails the run. */
    public boolean fails(FailOn failOn) {
        return errors > 0 && failOn.includes(Severity.ERROR)
                || warnings > 0 && failOn.includes(Severity.WARN)
                || infos > 0 && failOn.includes(Severity.INFO);
    }
}
