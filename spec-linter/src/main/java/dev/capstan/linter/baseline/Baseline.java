package dev.capstan.linter.baseline;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings that are accepted: a JSON file with their fingerprints by file, relative to the folder it lies in. Immutable
 * and safe for any thread.
 */
public final class Baseline {
    /** Nothing is accepted. */
    public static final Baseline NONE = new Baseline(Path.of(""), Map.of());

    private static final int VERSION = 1;

    /** The file is no baseline; the message says why. */
    public static final class InvalidBaseline extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidBaseline(String message) {
            super(message);
        }
    }

    private final Path folder;
    private final Map<String, Set<String>> fingerprints;

    private Baseline(Path folder, Map<String, Set<String>> fingerprints) {
        this.folder = folder.toAbsolutePath().normalize();
        this.fingerprints = fingerprints;
    }

    /** Reads a baseline. */
    public static Baseline read(Path file) throws IOException, InvalidBaseline {
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new InvalidBaseline("it is not JSON");
        }
        if (root.path("version").asInt(0) != VERSION || !root.path("findings").isObject()) {
            throw new InvalidBaseline("it is no baseline of version " + VERSION + "; write it anew");
        }
        Map<String, Set<String>> fingerprints = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("findings").properties()) {
            Set<String> accepted = new HashSet<>();
            for (JsonNode fingerprint : entry.getValue()) {
                accepted.add(fingerprint.asString());
            }
            fingerprints.put(entry.getKey(), accepted);
        }
        return new Baseline(folderOf(file), fingerprints);
    }

    /** Whether a finding of a file is accepted. */
    public boolean accepts(Path file, String fingerprint) {
        return !fingerprints.isEmpty()
                && fingerprints.getOrDefault(key(folder, file), Set.of()).contains(fingerprint);
    }

    /**
     * Writes a baseline.
     *
     * @param file where to write it
     * @param findings the fingerprints of all findings by file
     */
    public static void write(Path file, Map<Path, ? extends Collection<String>> findings) throws IOException {
        Path folder = folderOf(file).toAbsolutePath().normalize();
        Map<String, Set<String>> sorted = new TreeMap<>();
        findings.forEach((path, all) -> {
            if (!all.isEmpty()) {
                sorted.computeIfAbsent(key(folder, path), unused -> new TreeSet<>())
                        .addAll(all);
            }
        });
        // A line for each finding, so that reviews show which are gone and which are new.
        DefaultIndenter line = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter lines =
                new DefaultPrettyPrinter().withObjectIndenter(line).withArrayIndenter(line);
        JsonMapper mapper = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .defaultPrettyPrinter(lines)
                .build();
        ObjectNode root = mapper.createObjectNode();
        root.put("version", VERSION);
        ObjectNode byFile = root.putObject("findings");
        sorted.forEach((path, all) -> {
            ArrayNode list = byFile.putArray(path);
            all.forEach(list::add);
        });
        try {
            Files.createDirectories(folderOf(file));
            Files.write(file, (mapper.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    private static String key(Path folder, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path relative = folder.getRoot() != null && folder.getRoot().equals(absolute.getRoot())
                ? folder.relativize(absolute)
                : absolute;
        return relative.toString().replace(File.separatorChar, '/');
    }
}
