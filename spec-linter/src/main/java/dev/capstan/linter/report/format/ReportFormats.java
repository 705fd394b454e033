package dev.capstan.linter.report.format;

import dev.capstan.linter.report.ReportFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats there are. */
public final class ReportFormats {
    private static final List<ReportFormat> ALL = List.of(
            new TextFormat(),
            new JsonFormat(),
            new SarifFormat(),
            new JUnitFormat(),
            new GitHubFormat(),
            new GitLabFormat(),
            new CheckstyleFormat());

    private ReportFormats() {}

    /** The format of that name; null when there is none. */
    public static @Nullable ReportFormat named(String name) {
        for (ReportFormat format : ALL) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        return null;
    }

    /** The names, the one for readers first. */
    public static List<String> names() {
        return ALL.stream().map(ReportFormat::name).toList();
    }
}
