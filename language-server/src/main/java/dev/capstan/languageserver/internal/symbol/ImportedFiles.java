package dev.capstan.languageserver.internal.symbol;

import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
import dev.capstan.document.link.imports.FileImports;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.ConsumesImport;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files that a document takes its consumed APIs from. */
public final class ImportedFiles {
    private ImportedFiles() {}

    /** The file that a location names, whether or not it exists; null when the location names none. */
    public static @Nullable Path located(Path importing, @Nullable String location) {
        return location == null ? null : new FileImports(importing).locate(location);
    }

    /** The APIs that a file offers to others; empty when it cannot be read. */
    static List<Consumes> offered(@Nullable Path file) {
        if (file == null) {
            return List.of();
        }
        try {
            byte[] content = BoundedFileReader.readRegularFile(file, YamlLimits.DEFAULT.bytes());
            YamlNode read = new YamlReader(YamlLimits.DEFAULT)
                    .read(content, file.toString())
                    .root();
            return read instanceof YamlMapping root ? DocumentReader.read(root).allConsumes() : List.of();
        } catch (UnreadableFileException e) {
            return List.of();
        }
    }

    /** The file that declares an imported namespace, imports of imports followed; null when it is not imported. */
    static @Nullable Path declaring(Document document, Path file, String namespace) {
        List<Consumes> consumes = document.allConsumes();
        String wanted = namespace;
        Path at = file;
        for (int i = 0; i <= FileImports.LONGEST_CHAIN; i++) {
            ConsumesImport found = importOf(consumes, wanted);
            if (found == null) {
                return i == 0 ? null : at;
            }
            Path next = located(at, found.location());
            if (next == null || found.importedNamespace() == null) {
                return null;
            }
            at = next;
            wanted = found.importedNamespace();
            consumes = offered(at);
        }
        return null;
    }

    private static @Nullable ConsumesImport importOf(List<Consumes> all, String namespace) {
        for (Consumes consumes : all) {
            if (consumes instanceof ConsumesImport found && namespace.equals(found.namespace())) {
                return found;
            }
        }
        return null;
    }
}
