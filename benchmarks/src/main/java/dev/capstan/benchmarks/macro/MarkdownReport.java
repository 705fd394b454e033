package dev.capstan.benchmarks.macro;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Writes a report as Markdown. */
final class MarkdownReport {
    private static final double MEGABYTE = 1e6;

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.machine();
        markdown.closedLoop();
        markdown.fixedRate();
        markdown.idleMemory();
        markdown.firstAnswers();
        markdown.goals();
        return markdown.out.toString();
    }

    private void machine() {
        Machine machine = report.machine();
        line(
                "%d processors (%s), %.0f GB, %s; %s, `%s`; the engine %s. %d connections; %d rounds of %d s for each "
                        + "target, in turns; the figures are medians of the rounds.",
                machine.processors(),
                machine.processor(),
                machine.memoryBytes() / MEGABYTE / 1e3,
                machine.system(),
                machine.jdk(),
                report.jvmOptions(),
                report.engine(),
                report.connections(),
                report.rounds(),
                report.seconds());
    }

    private void closedLoop() {
        line("");
        line("### Closed loop (load by %s)", report.closedLoopBy());
        line("");
        line(
                "| target | requests/s | ÷ proxy | p50 ms | p99 ms | p99.9 ms | CPU µs/request | ÷ proxy | RSS MB | failed |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Series series : report.closedLoop()) {
            line(
                    "| %s | %,.0f | %s | %.2f | %.2f | %.2f | %.1f | %s | %s | %d |",
                    series.target(),
                    series.throughput(),
                    ratio(
                            report.closedLoop(),
                            series,
                            round -> round.observation().throughput()),
                    series.p50() / 1e3,
                    series.p99() / 1e3,
                    series.p999() / 1e3,
                    series.processorMicroseconds(),
                    ratio(report.closedLoop(), series, Round::processorMicroseconds),
                    megabytes(series.residentBytes()),
                    series.failed());
        }
    }

    private void fixedRate() {
        if (report.fixedRate().isEmpty()) {
            return;
        }
        line("");
        line("### %,.0f requests/s offered (latency from when each request was due)", report.offeredRate());
        line("");
        line("| target | requests/s | p50 ms | p99 ms | ÷ proxy | p99.9 ms | CPU µs/request | ÷ proxy | failed |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Series series : report.fixedRate()) {
            line(
                    "| %s | %,.0f | %.2f | %.2f | %s | %.2f | %.1f | %s | %d |",
                    series.target(),
                    series.throughput(),
                    series.p50() / 1e3,
                    series.p99() / 1e3,
                    ratio(
                            report.fixedRate(),
                            series,
                            round -> round.observation().p99()),
                    series.p999() / 1e3,
                    series.processorMicroseconds(),
                    ratio(report.fixedRate(), series, Round::processorMicroseconds),
                    series.failed());
        }
    }

    private void idleMemory() {
        line("");
        line("### Memory before any load");
        line("");
        line("| process | RSS MB |");
        line("|---|---:|");
        report.idleMemory().forEach((process, bytes) -> line("| %s | %s |", process, megabytes(bytes)));
    }

    private void firstAnswers() {
        if (!report.firstAnswers().isEmpty()) {
            line("");
            line(
                    "First answer after %.0f ms (median of %d starts of the engine).",
                    Series.median(report.firstAnswers()), report.firstAnswers().size());
        }
    }

    private void goals() {
        List<Goal> goals = report.goals();
        if (goals.isEmpty()) {
            return;
        }
        line("");
        line("### Goals");
        line("");
        line("| figure | measured | goal | |");
        line("|---|---:|---:|---|");
        for (Goal goal : goals) {
            line(
                    "| %s | %.2f | %s %.1f | %s |",
                    goal.name(),
                    goal.value(),
                    goal.atMost() ? "≤" : "≥",
                    goal.bound(),
                    goal.isMet() ? "met" : "missed");
        }
    }

    private static String ratio(List<Series> all, Series series, ToDoubleFunction<Round> figure) {
        Optional<Series> proxy = Report.proxy(all);
        return proxy.map(yardstick -> String.format(Locale.ROOT, "%.2f", series.ratio(yardstick, figure)))
                .orElse("");
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%.0f", bytes / MEGABYTE);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
