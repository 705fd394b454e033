package dev.capstan.linter.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.linter.report.FailOn;
import dev.capstan.linter.report.FileReport;
import dev.capstan.linter.report.Finding;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.linter.report.ReportSummary;
import dev.capstan.linter.report.ReportWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPathsTest {
    private static final Path HERE = Path.of("").toAbsolutePath();

    @Test
    void filesAreNamedFromTheTop() {
        RepositoryPaths paths = new RepositoryPaths(HERE.getParent());
        String folder = HERE.getFileName().toString();
        assertThat(paths.of("apis/../books.yaml")).isEqualTo(folder + "/books.yaml");
        assertThat(paths.of(HERE.resolve("books.yaml").toString())).isEqualTo(folder + "/books.yaml");
        assertThat(paths.of("../books.yaml")).isEqualTo("books.yaml");
    }

    @Test
    void whatLiesElsewhereKeepsItsName() {
        String elsewhere = HERE.getRoot().resolve("elsewhere/books.yaml").toString();
        assertThat(new RepositoryPaths(HERE).of(elsewhere)).isEqualTo(elsewhere);
        assertThat(new RepositoryPaths(HERE).of("<no\0file>")).isEqualTo("<no\0file>");
        assertThat(new RepositoryPaths(null).of("./books.yaml")).isEqualTo("./books.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "sarif"})
    void codeHostsAreToldThoseNames(String format) {
        StringWriter out = new StringWriter();
        ReportOptions options = new ReportOptions(false, true, FailOn.ERROR, Instant.EPOCH, "1", HERE.getParent());
        ReportWriter writer = ReportFormats.named(format).open(out, options);
        List<Finding> findings = Reporting.reports().get(0).findings();
        writer.file(new FileReport(Reporting.reports().get(0).file(), findings));
        writer.finish(ReportSummary.EMPTY);
        String name = HERE.getFileName() + "/apis/my shelf.yaml";
        assertThat(out.toString()).contains(format.equals("sarif") ? name.replace(" ", "%20") : name);
    }
}
