package dev.capstan.validator.schema;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.KeyRespelling;
import dev.capstan.document.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Schema of the document format, compiled. Immutable and safe for any thread. */
public final class DocumentSchema {
    /** A misspelt key may hold others, and these others again. */
    private static final int MOST_ROUNDS = 5;

    private final SchemaNode root;
    private final Severity lenient;

    private DocumentSchema(SchemaNode root, Severity lenient) {
        this.root = root;
        this.lenient = lenient;
    }

    /**
     * Compiles a schema that lies beside a class.
     *
     * @param owner the class that it lies beside
     * @param resource its file name
     * @param lenient how grave it is what the engine passes over: a key that the schema does not know, a key without a value
     */
    public static DocumentSchema load(Class<?> owner, String resource, Severity lenient) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the schema " + resource + " is missing from this installation");
            }
            JsonMapper mapper = JsonMapper.builder().build();
            return new DocumentSchema(SchemaCompiler.compile(mapper.readTree(in)), lenient);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a document, one diagnostic for each mistake. */
    public SchemaFindings check(YamlNode document) {
        List<SchemaProblem> problems = SchemaEvaluation.problems(root, document);
        if (problems.isEmpty()) {
            return new SchemaFindings(List.of(), document);
        }
        SchemaReport report = SchemaReport.of(problems, lenient);
        List<SchemaFinding> found = new ArrayList<>();
        YamlNode read = document;
        for (int round = 0; round < MOST_ROUNDS && !report.respellings().isEmpty(); round++) {
            // What a misspelt key makes seem missing elsewhere is no mistake of its own: look again as if it were
            // right.
            found.addAll(report.misspelt());
            read = KeyRespelling.apply(read, report.respellings());
            report = SchemaReport.of(SchemaEvaluation.problems(root, read), lenient);
        }
        found.addAll(report.findings());
        found.sort(Comparator.comparingInt(
                        (SchemaFinding one) -> one.diagnostic().range().line())
                .thenComparingInt(one -> one.diagnostic().range().column()));
        return new SchemaFindings(List.copyOf(found), read);
    }

    /** The schema of a document's root. */
    public SchemaNode root() {
        return root;
    }
}
