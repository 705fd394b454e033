package dev.capstan.linter.baseline;

import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Findings that are accepted: a JSON file with rule, place and message of each, by file, relative to the folder it lies in.
 * A finding is accepted by its rule and place; the message is for readers, except where a finding has no place. Immutable
 * and safe for any thread.
 */
public final class Baseline {
    /** Nothing is accepted. */
    public static final Baseline NONE = new Baseline(Path.of(""), Map.of());

    static final int VERSION = 2;
    private static final int LARGEST = 64 * 1024 * 1024;

    /** The file is no baseline; the message says why. */
    public static final class InvalidBaseline extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidBaseline(String message) {
            super(message);
        }
    }

    private final Path folder;
    private final Map<String, Map<String, Integer>> accepted;

    private Baseline(Path folder, Map<String, Map<String, Integer>> accepted) {
        this.folder = folder.toAbsolutePath().normalize();
        this.accepted = accepted;
    }

    /**
     * Reads a baseline.
     *
     * @throws UnreadableFileException when the file cannot be read
     * @throws InvalidBaseline when it holds no baseline of this version
     */
    public static Baseline read(Path file) throws UnreadableFileException, InvalidBaseline {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(BoundedFileReader.readFile(file, LARGEST));
        } catch (JacksonException e) {
            throw new InvalidBaseline("it is not JSON");
        }
        if (root.path("version").asInt(0) != VERSION || !root.path("findings").isObject()) {
            throw new InvalidBaseline("it is no baseline of version " + VERSION + "; write it anew");
        }
        Map<String, Map<String, Integer>> accepted = new HashMap<>();
        for (Map.Entry<String, JsonNode> byFile : root.path("findings").properties()) {
            Map<String, Integer> counts = new HashMap<>();
            for (JsonNode entry : byFile.getValue()) {
                String key = key(
                        entry.path("rule").asString(""),
                        entry.path("place").asString(""),
                        entry.path("message").asString(""));
                counts.merge(key, Math.max(1, entry.path("count").asInt(1)), Integer::sum);
            }
            accepted.put(byFile.getKey(), Map.copyOf(counts));
        }
        return new Baseline(folderOf(file), Map.copyOf(accepted));
    }

    /** Begins to compare the findings of a run with what is accepted. */
    public BaselineMatch match() {
        return new BaselineMatch(folder, accepted);
    }

    static String key(String rule, String place, String message) {
        return rule + '\0' + place + '\0' + (place.isEmpty() ? message : "");
    }

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /** The name of a file as a baseline in a folder has it. */
    static String name(Path folder, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path relative = folder.getRoot() != null && folder.getRoot().equals(absolute.getRoot())
                ? folder.relativize(absolute)
                : absolute;
        return relative.toString().replace(File.separatorChar, '/');
    }
}
