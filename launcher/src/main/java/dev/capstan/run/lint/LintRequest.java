package dev.capstan.run.lint;

import dev.capstan.linter.baseline.Baseline;
import dev.capstan.linter.configuration.ConfigurationFinder;
import dev.capstan.linter.report.ReportOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked.
 *
 * @param sources what to lint
 * @param configurations by which configurations
 * @param strict whether to be strict even where a configuration is not
 * @param fixes what to do with what can be corrected
 * @param formats the reports, {@code FORMAT} or {@code FORMAT=FILE} each
 * @param report what reports are told
 * @param isQuiet whether only what fails the run is reported
 * @param mostProblems how many findings are reported at most
 * @param baseline what is accepted
 * @param newBaseline where to write everything that is found, to be accepted from now on; null for nowhere
 */
public record LintRequest(
        List<LintSource> sources,
        ConfigurationFinder configurations,
        boolean strict,
        FixMode fixes,
        List<String> formats,
        ReportOptions report,
        boolean isQuiet,
        int mostProblems,
        Baseline baseline,
        @Nullable Path newBaseline) {}
