package dev.capstan.run.lint;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.linter.baseline.BaselineMatch;
import dev.capstan.linter.baseline.BaselineWriter;
import dev.capstan.linter.baseline.FindingIdentities;
import dev.capstan.linter.baseline.FindingIdentity;
import dev.capstan.linter.configuration.LintConfiguration;
import dev.capstan.linter.report.FailOn;
import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.SourceLine;
import dev.capstan.linter.report.format.SummaryText;
import dev.capstan.linter.rules.RulePages;
import dev.capstan.run.option.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.JacksonIOException;

/** Lints documents and writes the reports. Used once, by one thread. */
public final class LintRun {
    /** How a run ends. */
    public enum Verdict {
        /** Nothing that the request fails at. */
        CLEAN,
        /** At least one finding that the request fails at. */
        FINDINGS,
        /** A file or a setting could not be read. */
        UNREADABLE
    }

    private final LintRequest request;
    private final BaselineMatch baseline;
    private final LintCounts counts = new LintCounts();
    private final Set<String> toldOfImports = new HashSet<>();
    private final Map<Path, List<FindingIdentity>> accepted = new LinkedHashMap<>();
    private final StringBuilder diffs = new StringBuilder();
    private boolean isUnreadable;
    private int corrected;
    private int reported;

    /** A run. */
    public LintRun(LintRequest request) {
        this.request = request;
        this.baseline = request.baseline().match();
    }

    /**
     * Runs.
     *
     * @param out for reports without a file, or a summary when there is none, and for corrections that are shown when these
     *     are for readers
     * @param err for everything else
     */
    public Verdict run(PrintStream out, PrintStream err) {
        List<Reports.Target> targets =
                request.formats().stream().map(Reports.Target::of).toList();
        List<Reports.Target> shown =
                targets.stream().filter(target -> target.file() == null).toList();
        if (shown.size() > 1) {
            throw UsageException.misuse("only one report can go to the standard output; write --format FORMAT=FILE");
        }
        boolean forReaders = shown.isEmpty() || shown.get(0).format().name().equals("text");
        boolean diffFirst = request.fixes() == FixMode.SHOW && forReaders;
        ReportSummary summary;
        try (Reports reports = new Reports(targets, diffFirst ? err : out, request.report())) {
            DocumentLint lint = new DocumentLint(request.configurations(), request.strict(), request.fixes());
            OrderedWork.run(request.sources(), lint::lint, linted -> take(linted, reports));
            configurations(reports);
            summary = counts.summary();
            reports.finish(summary);
            if (shown.isEmpty() && request.report().summary()) {
                PrintStream terminal = diffFirst ? err : out;
                SummaryText.lines(summary).forEach(terminal::println);
                terminal.flush();
            }
        } catch (UncheckedIOException | JacksonIOException e) {
            throw UsageException.misuse("a report cannot be written: " + e.getMessage());
        }
        end(diffFirst ? out : err, err, summary);
        return verdict(summary);
    }

    private void take(@Nullable LintedDocument linted, Reports reports) {
        if (linted == null) {
            return;
        }
        isUnreadable |= linted.isUnreadable();
        corrected += linted.isCorrected() ? 1 : 0;
        diffs.append(linted.diff());
        counts.file(linted.suppressed());
        List<Finding> own = new ArrayList<>();
        Map<String, List<Finding>> imported = new LinkedHashMap<>();
        for (Finding finding : linted.findings()) {
            Diagnostic found = finding.diagnostic();
            boolean isOwn = found.file().equals(linted.source().name());
            if (!isOwn && !toldOfImports.add(found.toString())) {
                continue;
            }
            if (isToBeTold(linted.source().file(), finding)) {
                (isOwn ? own : imported.computeIfAbsent(found.file(), unused -> new ArrayList<>())).add(finding);
            }
        }
        reports.file(new FileReport(linted.source().name(), own));
        imported.forEach((file, findings) -> reports.file(new FileReport(file, findings)));
    }

    private boolean isToBeTold(Path file, Finding finding) {
        boolean acceptable = !finding.diagnostic().rule().equals(DocumentLint.UNREADABLE);
        if (acceptable && request.newBaseline() != null) {
            accepted.computeIfAbsent(file, unused -> new ArrayList<>()).add(finding.identity());
            counts.baselined();
            return false;
        }
        if (acceptable && baseline.accepts(file, finding.identity())) {
            counts.baselined();
            return false;
        }
        Severity severity = finding.diagnostic().severity();
        counts.found(finding);
        boolean told = reported < request.mostProblems() && (!request.isQuiet() || fails(severity));
        if (told) {
            reported++;
        } else {
            counts.omitted();
        }
        return told;
    }

    private boolean fails(Severity severity) {
        FailOn failOn = request.report().failOn();
        return (failOn == FailOn.NEVER ? FailOn.ERROR : failOn).includes(severity);
    }

    /** What is wrong with the configurations themselves; no baseline accepts that. */
    private void configurations(Reports reports) {
        for (LintConfiguration configuration : request.configurations().found()) {
            List<Finding> findings = new ArrayList<>();
            FindingIdentities identities = new FindingIdentities(null);
            for (Diagnostic found : configuration.diagnostics()) {
                isUnreadable |= found.isError();
                Finding finding =
                        new Finding(found, SourceLine.NONE, identities.next(found), RulePages.url(found.rule()), false);
                counts.found(finding);
                findings.add(finding);
            }
            if (!findings.isEmpty()) {
                reports.file(new FileReport(findings.get(0).diagnostic().file(), findings));
            }
        }
    }

    private void end(PrintStream diff, PrintStream err, ReportSummary summary) {
        if (!diffs.isEmpty()) {
            diff.writeBytes(diffs.toString().getBytes(StandardCharsets.UTF_8));
            diff.flush();
        }
        if (corrected > 0) {
            err.println("naftiko-run: corrected " + corrected + (corrected == 1 ? " document" : " documents"));
        }
        if (summary.files() == 0) {
            err.println("naftiko-run: found no document; a document has the key naftiko at its top");
        }
        Path newBaseline = request.newBaseline();
        if (newBaseline != null) {
            try {
                BaselineWriter.write(newBaseline, accepted);
            } catch (IOException e) {
                throw UsageException.misuse(
                        "the baseline " + newBaseline + " cannot be written: check its permissions");
            }
            err.println("naftiko-run: " + newBaseline + " accepts " + summary.baselined()
                    + (summary.baselined() == 1 ? " finding" : " findings"));
        }
    }

    private Verdict verdict(ReportSummary summary) {
        if (isUnreadable) {
            return Verdict.UNREADABLE;
        }
        return summary.fails(request.report().failOn()) ? Verdict.FINDINGS : Verdict.CLEAN;
    }
}
