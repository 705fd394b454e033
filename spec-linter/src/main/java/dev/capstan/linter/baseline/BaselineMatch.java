package dev.capstan.linter.baseline;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares the findings of a run with a baseline: where three alike findings are accepted, a fourth is new. Used by one
 * thread.
 */
public final class BaselineMatch {
    private final Path folder;
    private final Map<String, Map<String, Integer>> accepted;
    private final Map<String, Map<String, Integer>> used = new HashMap<>();

    BaselineMatch(Path folder, Map<String, Map<String, Integer>> accepted) {
        this.folder = folder;
        this.accepted = accepted;
    }

    /** Whether the next finding of a file is accepted. Invoked once for each finding. */
    public boolean accepts(Path file, FindingIdentity finding) {
        if (accepted.isEmpty()) {
            return false;
        }
        String name = Baseline.name(folder, file);
        String key = Baseline.key(finding.rule(), finding.place(), finding.message());
        int most = accepted.getOrDefault(name, Map.of()).getOrDefault(key, 0);
        return most > 0 && used.computeIfAbsent(name, unused -> new HashMap<>()).merge(key, 1, Integer::sum) <= most;
    }
}
