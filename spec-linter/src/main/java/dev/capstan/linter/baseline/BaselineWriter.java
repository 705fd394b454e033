package dev.capstan.linter.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes baselines, for people to review: files and findings are sorted, and each finding has a line of its own, so that a
 * change shows which are gone and which are new.
 */
public final class BaselineWriter {
    /** What a line is about, and how it is sorted. */
    private record Line(String place, String rule, String message) implements Comparable<Line> {
        private static final Comparator<Line> ORDER =
                Comparator.comparing(Line::place).thenComparing(Line::rule).thenComparing(Line::message);

        @Override
        public int compareTo(Line other) {
            return ORDER.compare(this, other);
        }
    }

    private BaselineWriter() {}

    /**
     * Writes a baseline.
     *
     * @param file where to write it; its folder is made where there is none
     * @param findings everything that is to be accepted, by file
     */
    public static void write(Path file, Map<Path, ? extends Collection<FindingIdentity>> findings) throws IOException {
        Path folder = Baseline.folderOf(file).toAbsolutePath().normalize();
        Map<String, Map<Line, Integer>> sorted = new TreeMap<>();
        findings.forEach((path, all) -> {
            Map<Line, Integer> lines = new TreeMap<>();
            for (FindingIdentity finding : all) {
                lines.merge(new Line(finding.place(), finding.rule(), finding.message()), 1, Integer::sum);
            }
            if (!lines.isEmpty()) {
                sorted.put(Baseline.name(folder, path), lines);
            }
        });
        Files.createDirectories(folder);
        Files.write(file, text(sorted).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<String, Map<Line, Integer>> sorted) {
        JsonMapper mapper = JsonMapper.shared();
        StringBuilder text =
                new StringBuilder("{\n  \"version\": ").append(Baseline.VERSION).append(",\n  \"findings\": {");
        for (Iterator<Map.Entry<String, Map<Line, Integer>>> files =
                        sorted.entrySet().iterator();
                files.hasNext(); ) {
            Map.Entry<String, Map<Line, Integer>> byFile = files.next();
            text.append("\n    ")
                    .append(mapper.writeValueAsString(byFile.getKey()))
                    .append(": [");
            Iterator<Map.Entry<Line, Integer>> lines =
                    byFile.getValue().entrySet().iterator();
            while (lines.hasNext()) {
                Map.Entry<Line, Integer> line = lines.next();
                text.append("\n      ").append(entry(mapper, line.getKey(), line.getValue()));
                text.append(lines.hasNext() ? "," : "\n    ]");
            }
            text.append(files.hasNext() ? "," : "\n  ");
        }
        return text.append("}\n}\n").toString();
    }

    private static String entry(JsonMapper mapper, Line line, int count) {
        return "{\"rule\": " + mapper.writeValueAsString(line.rule())
                + ", \"place\": " + mapper.writeValueAsString(line.place())
                + ", \"message\": " + mapper.writeValueAsString(line.message())
                + (count > 1 ? ", \"count\": " + count : "") + "}";
    }
}
