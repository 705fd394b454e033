package dev.capstan.run.reload;

import dev.capstan.engine.Engine;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.engine.reload.DocumentReload.Outcome;
import dev.capstan.engine.reload.ReloadResult;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.run.describe.DiagnosticLines;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Has the documents of an engine read anew, and says what came of it. Safe for any thread. */
public final class Reloads {
    private final Engine engine;
    private final PrintStream to;
    private final Runnable swapped;
    private List<DocumentReload> last = List.of();

    /**
     * Reloads of that engine's documents.
     *
     * @param to takes what is told
     * @param swapped is invoked after a reload that changed what is served
     */
    public Reloads(Engine engine, PrintStream to, Runnable swapped) {
        this.engine = engine;
        this.to = to;
        this.swapped = swapped;
    }

    /** Reads all documents anew; nothing once the engine is closed. */
    public synchronized void run(String reason) {
        long begun = System.nanoTime();
        ReloadResult result;
        try {
            result = engine.reload();
        } catch (IllegalStateException closed) {
            return;
        }
        last = result.documents();
        to.println(line(reason, result, (System.nanoTime() - begun) / 1e9));
        List<DocumentStatus> served = engine.documents();
        for (int i = 0; i < served.size(); i++) {
            DocumentReload document = result.documents().get(i);
            DiagnosticLines.diagnostics(document.diagnostics(), to);
            if (document.outcome() == Outcome.REFUSED) {
                to.println(document.file()
                        + (served.get(i).serving() ? ": is served as before" : ": is left out as before"));
            }
        }
        if (result.count(Outcome.SWAPPED) > 0) {
            swapped.run();
        }
    }

    private static String line(String reason, ReloadResult result, double seconds) {
        return String.format(
                Locale.ROOT,
                "naftiko-run: %s: %d changed, %d as before, %d refused, in %.2f s",
                reason,
                result.count(Outcome.SWAPPED),
                result.count(Outcome.UNCHANGED),
                result.count(Outcome.REFUSED),
                seconds);
    }

    /** The files and folders that the documents are made from, those of refused ones included. */
    public synchronized Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        engine.documents().forEach(document -> files.addAll(document.files()));
        last.forEach(document -> files.addAll(document.files()));
        return files;
    }
}
