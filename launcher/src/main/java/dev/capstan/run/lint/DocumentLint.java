package dev.capstan.run.lint;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.LintOutcome;
import dev.capstan.linter.baseline.FindingIdentities;
import dev.capstan.linter.configuration.ConfigurationFinder;
import dev.capstan.linter.configuration.LintConfiguration;
import dev.capstan.linter.fix.DocumentFixer;
import dev.capstan.linter.fix.FixContext;
import dev.capstan.linter.fix.Fixes;
import dev.capstan.linter.fix.UnifiedDiff;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.SourceLine;
import dev.capstan.linter.report.SourceLineReader;
import dev.capstan.linter.rules.RulePages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lints one document after the other, each by its own configuration. Safe for any thread. */
final class DocumentLint {
    /** The rule that tells of files; no baseline accepts it. */
    static final String UNREADABLE = "file-unreadable";

    /** Larger documents, in bytes, are linted one at a time: the largest needs most of the memory that there is. */
    private static final int SMALL = 512 * 1024;

    private final ConfigurationFinder configurations;
    private final boolean strict;
    private final FixMode fixes;
    private final Map<LintConfiguration, ConfiguredLinter> linters = new ConcurrentHashMap<>();
    private final Lock large = new ReentrantLock();

    DocumentLint(ConfigurationFinder configurations, boolean strict, FixMode fixes) {
        this.configurations = configurations;
        this.strict = strict;
        this.fixes = fixes;
    }

    /** Lints a document; null for a file that was found and is none. */
    @Nullable
    LintedDocument lint(LintSource source) {
        byte[] content = source.content();
        if (content == null) {
            try {
                content = read(source.file());
            } catch (IOException e) {
                return unreadable(source);
            }
        }
        if (!source.isNamed() && !DocumentDetector.isIn(content)) {
            return null;
        }
        if (content.length <= SMALL) {
            return lint(source, content);
        }
        large.lock();
        try {
            return lint(source, content);
        } finally {
            large.unlock();
        }
    }

    private LintedDocument lint(LintSource source, byte[] content) {
        ConfiguredLinter linter = linters.computeIfAbsent(
                configurations.of(source.file()), configuration -> new ConfiguredLinter(configuration, strict));
        if (fixes == FixMode.NONE) {
            return linted(source, content, linter.lint(content, source.file(), source.name()), "", false);
        }
        return corrected(source, content, linter);
    }

    /** One byte more than is allowed tells that it is too long. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(YamlLimits.DEFAULT.bytes() + 1);
        }
    }

    private LintedDocument corrected(LintSource source, byte[] content, ConfiguredLinter linter) {
        String text = new String(content, StandardCharsets.UTF_8);
        LintOutcome asItIs = linter.lint(content, source.file(), source.name());
        boolean whole = content.length <= YamlLimits.DEFAULT.bytes()
                && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content);
        if (!whole) {
            return linted(source, content, asItIs, "", false);
        }
        DocumentFixer.Fixed fixed = new DocumentFixer(linter).fix(text, source.file(), source.name());
        if (fixed.text().equals(text)) {
            return linted(source, content, asItIs, "", false);
        }
        if (fixes == FixMode.SHOW) {
            return linted(source, content, asItIs, UnifiedDiff.of(source.name(), text, fixed.text()), false);
        }
        byte[] written = fixed.text().getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(source.file(), written);
        } catch (IOException e) {
            return unwritable(source, linted(source, content, asItIs, "", false));
        }
        return linted(source, written, fixed.outcome(), "", true);
    }

    private LintedDocument linted(
            LintSource source, byte[] content, LintOutcome outcome, String diff, boolean corrected) {
        List<Finding> findings = new ArrayList<>(outcome.diagnostics().size());
        if (!outcome.diagnostics().isEmpty()) {
            SourceText text = SourceText.of(new String(content, StandardCharsets.UTF_8));
            SourceLineReader lines = new SourceLineReader(text);
            FixContext context = new FixContext(text, outcome.root(), outcome.diagnostics());
            FindingIdentities identities = new FindingIdentities(outcome.root());
            for (Diagnostic found : outcome.diagnostics()) {
                boolean own = found.file().equals(source.name());
                SourceLine line = own ? lines.at(found.range()) : SourceLine.NONE;
                // What is left after correcting was not safe to correct.
                boolean isFixable = own && fixes != FixMode.WRITE && Fixes.of(found, context) != null;
                findings.add(new Finding(found, line, identities.next(found), RulePages.url(found.rule()), isFixable));
            }
        }
        return new LintedDocument(source, findings, outcome.suppressed(), false, diff, corrected);
    }

    private static LintedDocument unreadable(LintSource source) {
        String what = Files.isDirectory(source.file()) ? "the folder " : "the file ";
        String why = Files.notExists(source.file()) ? "does not exist" : "cannot be read: check its permissions";
        Diagnostic found = Diagnostic.ofFile(UNREADABLE, Severity.ERROR, source.name(), what + why);
        return new LintedDocument(source, List.of(finding(found)), 0, true, "", false);
    }

    private static LintedDocument unwritable(LintSource source, LintedDocument linted) {
        List<Finding> findings = new ArrayList<>(linted.findings());
        findings.add(
                0,
                finding(Diagnostic.ofFile(
                        UNREADABLE,
                        Severity.ERROR,
                        source.name(),
                        "the file cannot be corrected: it cannot be written; check its permissions")));
        return new LintedDocument(source, findings, linted.suppressed(), true, "", false);
    }

    private static Finding finding(Diagnostic found) {
        return new Finding(
                found, SourceLine.NONE, new FindingIdentities(null).next(found), RulePages.url(found.rule()), false);
    }
}
