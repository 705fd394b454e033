package dev.capstan.document.link.imports;

import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents that one document imports from, each read once. All of them together may be as large as one document: many
 * imports of large files would take all memory otherwise. Used by one thread.
 */
final class ImportedDocuments {
    private static final YamlLimits LIMITS = YamlLimits.DEFAULT;

    /**
     * What came of reading a file.
     *
     * @param document null when it cannot be imported from
     * @param refusal why it cannot be imported from; empty when it can
     */
    record Read(@Nullable Document document, String refusal) {}

    private final Map<Path, Read> byFile = new LinkedHashMap<>();
    private final Map<Path, byte[]> contents = new LinkedHashMap<>();
    private long bytes;
    private long nodes;

    /**
     * The document in a file.
     *
     * @param name the file's name in diagnostics
     */
    Read read(Path file, String name) {
        return byFile.computeIfAbsent(file, unused -> readAnew(file, name));
    }

    /** The files that were asked for, in that order, with what is in them; nothing for one that could not be read. */
    Map<Path, byte[]> contents() {
        Map<Path, byte[]> all = new LinkedHashMap<>();
        byFile.keySet().forEach(file -> all.put(file, contents.getOrDefault(file, new byte[0])));
        return all;
    }

    private Read readAnew(Path file, String name) {
        byte[] content;
        try {
            content = BoundedFileReader.readRegularFile(file, LIMITS.bytes());
        } catch (UnreadableFileException e) {
            return new Read(null, "the file " + e.getMessage());
        }
        contents.put(file, content);
        bytes += content.length;
        if (bytes > LIMITS.bytes()) {
            return new Read(
                    null, "the imported files are together larger than " + BoundedFileReader.size(LIMITS.bytes()));
        }
        YamlReading reading = new YamlReader(LIMITS).read(content, name);
        if (!(reading.root() instanceof YamlMapping root)) {
            boolean isYaml = reading.diagnostics().isEmpty();
            return new Read(
                    null,
                    isYaml ? "is not a mapping" : reading.diagnostics().get(0).message());
        }
        nodes += count(root);
        return nodes > LIMITS.nodes()
                ? new Read(null, "the imported files have together more than " + LIMITS.nodes() + " nodes")
                : new Read(DocumentReader.read(root), "");
    }

    private static long count(YamlNode node) {
        long count = 1;
        if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                count += 1 + count(entry.value());
            }
        } else if (node instanceof YamlSequence sequence) {
            for (YamlNode item : sequence.items()) {
                count += count(item);
            }
        }
        return count;
    }
}
