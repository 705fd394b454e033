package dev.capstan.document.link.imports;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.linked.FileBinds;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.ConsumesHttp;
import dev.capstan.document.model.ConsumesImport;
import dev.capstan.document.model.Document;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Imports from files, relative to the importing file. An imported document may itself import; cycles and long chains are
 * refused. Each file is read once. Used by one thread, for one document.
 */
public final class FileImports implements ImportResolver {
    private static final String UNREADABLE = "import-unreadable";

    /** The most files that one import leads through. */
    public static final int LONGEST_CHAIN = 16;

    private final Path importing;
    private final Set<Path> chain;
    private final ImportedDocuments documents;

    /** Imports of that document's file. */
    public FileImports(Path document) {
        this(
                document.toAbsolutePath().normalize(),
                Set.of(document.toAbsolutePath().normalize()),
                new ImportedDocuments());
    }

    private FileImports(Path importing, Set<Path> chain, ImportedDocuments documents) {
        this.importing = importing;
        this.chain = chain;
        this.documents = documents;
    }

    /**
     * The files that were imported from so far, those that their documents import from included, with what was in them; nothing for
     * one that could not be read.
     */
    public Map<Path, byte[]> contents() {
        return documents.contents();
    }

    @Override
    public Path importing() {
        return importing;
    }

    @Override
    public Imported resolve(ConsumesImport wanted) {
        String location = wanted.location();
        String namespace = wanted.importedNamespace();
        if (location == null || namespace == null) {
            return refused(wanted, UNREADABLE, "an import needs both location and import");
        }
        Path file = locate(location);
        if (file == null) {
            return refused(wanted, UNREADABLE, "the location \"" + location + "\" is not a path to a file");
        }
        if (chain.contains(file)) {
            return refused(
                    wanted,
                    "import-cycle",
                    "this imports " + name(file) + ", which imports " + name(importing) + " again; break the circle");
        }
        if (chain.size() > LONGEST_CHAIN) {
            return refused(
                    wanted,
                    UNREADABLE,
                    "this import leads through more than " + LONGEST_CHAIN
                            + " files; import from the file that declares the namespace");
        }
        ImportedDocuments.Read read = documents.read(file, name(file));
        if (read.document() == null) {
            return refused(
                    wanted,
                    UNREADABLE,
                    "cannot import from " + name(file) + " into " + name(importing) + ": " + read.refusal());
        }
        return find(wanted, namespace, file, read.document());
    }

    private Imported find(ConsumesImport wanted, String namespace, Path file, Document document) {
        Set<String> known = new LinkedHashSet<>();
        for (Consumes consumes : document.allConsumes()) {
            if (consumes.namespace() == null) {
                continue;
            }
            known.add(consumes.namespace());
            if (!namespace.equals(consumes.namespace())) {
                continue;
            }
            if (consumes instanceof ConsumesHttp api) {
                return new Imported(api, binds(document, file), file, List.of());
            }
            if (consumes instanceof ConsumesImport further) {
                Set<Path> longer = new LinkedHashSet<>(chain);
                longer.add(file);
                Imported found = new FileImports(file, longer, documents).resolve(further);
                List<FileBinds> binds = new ArrayList<>(binds(document, file));
                binds.addAll(found.binds());
                return new Imported(found.api(), List.copyOf(binds), found.file(), found.problems());
            }
        }
        return refused(
                wanted,
                "import-unknown-namespace",
                name(file) + " has no namespace \"" + namespace + "\" to import into " + name(importing)
                        + (known.isEmpty() ? "; it declares none" : "; it has " + String.join(", ", known)));
    }

    private static List<FileBinds> binds(Document document, Path file) {
        return document.binds().isEmpty() ? List.of() : List.of(new FileBinds(document.binds(), file));
    }

    /** The file that a location names, seen from the importing document; null when it names none. It need not exist. */
    public @Nullable Path locate(String location) {
        try {
            Path path = location.startsWith("file:") ? Path.of(fileUri(location)) : Path.of(location);
            Path folder = importing.getParent();
            return (folder == null ? path : folder.resolve(path)).normalize();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** {@code file:///./x} is relative to the document; other file URIs are absolute. */
    private static String fileUri(String location) {
        String rest = location.replaceFirst("^file:(//)?/?", "");
        return rest.startsWith("./") || rest.startsWith("../")
                ? rest
                : URI.create(location).getPath();
    }

    private static Imported refused(ConsumesImport wanted, String rule, String message) {
        Diagnostic problem = wanted.node().at("location").diagnostic(rule, Severity.ERROR, message);
        return new Imported(null, List.of(), null, List.of(problem));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
