package dev.capstan.benchmarks.lint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents that are linted, held in memory and lying in a folder.
 *
 * @param folder where they lie
 * @param files their paths
 * @param contents their bytes, in the order of the files
 */
record Documents(Path folder, List<Path> files, List<byte[]> contents) {
    /** So many operations make a generated document as long as a published one is on average: 15 KB. */
    private static final int OPERATIONS = 11;

    /** Writes generated documents of different lengths into a folder. */
    static Documents generate(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String text = GeneratedDocument.of(i, 1 + i * 7 % (2 * OPERATIONS - 1));
            Files.writeString(folder.resolve("document-" + i + ".yaml"), text);
        }
        return in(folder);
    }

    /** The YAML files in a folder and below. */
    static Documents in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
        }
        return new Documents(folder, files, contents);
    }

    /** One large document. */
    static byte[] large(int operations) {
        return GeneratedDocument.of(operations, operations).getBytes(StandardCharsets.UTF_8);
    }

    double megabytes() {
        return contents.stream().mapToLong(content -> content.length).sum() / 1e6;
    }

    /** One of average length. */
    @Nullable
    Path typical() {
        double average = megabytes() * 1e6 / Math.max(1, files.size());
        for (int i = 0; i < files.size(); i++) {
            if (Math.abs(contents.get(i).length - average) < average / 5) {
                return files.get(i);
            }
        }
        return files.isEmpty() ? null : files.get(0);
    }
}
