package dev.capstan.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What both runs together say, and whether it is good enough. */
final class SoakReport {
    private static final double MEGABYTE = 1e6;
    private static final double MOST_MEMORY = 1.5;
    private static final int SPARE_DESCRIPTORS = 16;

    /** One of so many calls may time out on a machine that others use too. */
    private static final int FEW = 500;

    private final SoakResult calm;
    private final SoakResult faults;
    private final List<Trend> trends;
    private final List<String> failures = new ArrayList<>();

    /**
     * Judges two runs.
     *
     * @param judgesMemory whether the runs are long enough to tell a leak from a JVM that is still young
     */
    SoakReport(SoakResult calm, SoakResult faults, boolean judgesMemory) {
        this.calm = calm;
        this.faults = faults;
        List<Sample> warm = faults.warm();
        trends = List.of(
                Trend.of("resident memory, MB", warm, Sample::residentBytes, 10, 20_000_000),
                Trend.of("descriptors", warm, Sample::descriptors, 20, 32),
                Trend.of("threads", warm, Sample::threads, 0, 2));
        judge("without faults", calm);
        judge("with faults", faults);
        for (Trend trend : trends.subList(judgesMemory ? 0 : 1, trends.size())) {
            check(trend.isFlat(), trend.name() + " grows");
        }
        check(
                !judgesMemory || ratio() <= MOST_MEMORY,
                "resident memory is %.2f times that without faults".formatted(ratio()));
        check(
                calm.tally().harmlessFailed() * FEW <= calm.tally().harmless(),
                "without faults, " + calm.tally().harmlessFailed() + " calls failed");
    }

    private void judge(String run, SoakResult result) {
        check(result.tally().wrongAnswers() == 0, run + ", " + result.tally().wrongAnswers() + " wrong answers");
        check(
                result.tally().unansweredCalls() == 0,
                run + ", " + result.tally().unansweredCalls() + " calls neither answered nor ended");
        check(result.tally().succeeded() > 0, run + ", no call succeeded");
        check(result.lived(), run + ", the process ended");
        check(
                result.stackTraceLines() == 0,
                run + ", " + result.stackTraceLines() + " lines of stack traces in the log");
        check(
                !result.lived() || result.descriptorsAfter() <= result.descriptorsBefore() + SPARE_DESCRIPTORS,
                run + ", " + result.descriptorsAfter() + " descriptors are open after the load, "
                        + result.descriptorsBefore() + " were before it");
    }

    private void check(boolean holds, String failure) {
        if (!holds) {
            failures.add(failure);
        }
    }

    private double ratio() {
        return calm.residentBytes() == 0 ? 0 : (double) faults.residentBytes() / calm.residentBytes();
    }

    boolean held() {
        return failures.isEmpty();
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        line(out, "| run | calls | succeeded | wrong | unanswered | harmless, and failed | resident MB | peak MB |");
        line(out, "|---|---:|---:|---:|---:|---:|---:|---:|");
        line(out, row("without faults", calm));
        line(out, row("with faults", faults));
        line(out, "");
        line(out, "| with faults, once warm | first third | last third | may grow by | |");
        line(out, "|---|---:|---:|---:|---|");
        line(out, trends.get(0).line(MEGABYTE));
        line(out, trends.get(1).line(1));
        line(out, trends.get(2).line(1));
        line(out, "");
        line(out, "Resident memory with faults / without: %.2f (at most %.1f).".formatted(ratio(), MOST_MEMORY));
        faults.tally().examples().forEach(example -> line(out, "- " + example));
        calm.tally().examples().forEach(example -> line(out, "- without faults: " + example));
        line(out, "");
        line(out, held() ? "Held." : "**Failed**: " + String.join("; ", failures) + ".");
        return out.toString();
    }

    /** How harmless calls failed, for whoever wants to know. */
    String details() {
        StringBuilder out = new StringBuilder("\nHarmless calls that failed, the first ones:\n");
        faults.tally().unexpected().forEach(example -> line(out, "- " + example));
        calm.tally().unexpected().forEach(example -> line(out, "- without faults: " + example));
        return out.toString();
    }

    private static String row(String name, SoakResult result) {
        SoakTally tally = result.tally();
        double share = tally.harmless() == 0 ? 0 : 100.0 * tally.harmlessFailed() / tally.harmless();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %d | %d | %.2f %% | %.0f | %.0f |",
                name,
                tally.calls(),
                tally.succeeded(),
                tally.wrongAnswers(),
                tally.unansweredCalls(),
                share,
                result.residentBytes() / MEGABYTE,
                result.peakBytes() / MEGABYTE);
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
