package dev.capstan.validator;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.validator.schema.DocumentSchema;
import dev.capstan.validator.schema.SchemaFinding;
import dev.capstan.validator.schema.SchemaFindings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a document by the schema of its format. Immutable and safe for any thread; the schema is compiled when it is
 * first used.
 */
public final class DocumentValidator {
    /** Compiled once for a process, when first asked for. */
    private static final class Strict {
        static final DocumentValidator INSTANCE = new DocumentValidator(
                FormatVersions.STRICT, DocumentSchema.load(DocumentValidator.class, resource(true), Severity.ERROR));

        private Strict() {}
    }

    /** Compiled once for a process, when first asked for. An unknown key runs, though not as its author meant. */
    private static final class Catalogue {
        static final DocumentValidator INSTANCE = new DocumentValidator(
                FormatVersions.CATALOGUE, DocumentSchema.load(DocumentValidator.class, resource(false), Severity.WARN));

        private Catalogue() {}
    }

    private final FormatVersions versions;
    private final DocumentSchema schema;

    private DocumentValidator(FormatVersions versions, DocumentSchema schema) {
        this.versions = versions;
        this.schema = schema;
    }

    /** Accepts what the format says and what its published catalogue adds to it. */
    public static DocumentValidator catalogue() {
        return Catalogue.INSTANCE;
    }

    /** Accepts what the official schema accepts, and nothing else. */
    public static DocumentValidator strict() {
        return Strict.INSTANCE;
    }

    /**
     * What the schema finds wrong, one diagnostic for each mistake, in the order of the source. A document of a version
     * that is not supported gets one diagnostic only.
     */
    public List<Diagnostic> schema(YamlNode root) {
        return findings(root).diagnostics();
    }

    /** As {@link #schema}, with what is known of each mistake, and with the document as it was probably meant. */
    public SchemaFindings findings(YamlNode root) {
        Diagnostic version = versions.check(root);
        if (version == null) {
            return schema.check(root);
        }
        if (version.isError()) {
            return new SchemaFindings(List.of(SchemaFinding.ofVersion(version)), root);
        }
        SchemaFindings found = schema.check(root);
        List<SchemaFinding> all = new ArrayList<>();
        all.add(SchemaFinding.ofVersion(version));
        all.addAll(found.findings());
        return new SchemaFindings(List.copyOf(all), found.understood());
    }

    private static String resource(boolean strict) {
        return "naftiko-1.0.0-alpha2-" + (strict ? "strict" : "catalogue") + ".schema.json";
    }

    /** The text of the schema, JSON Schema 2020-12: that of the format itself when strict, else with its catalogue's leniencies. */
    public static String schemaText(boolean strict) {
        try (InputStream in = DocumentValidator.class.getResourceAsStream(resource(strict))) {
            if (in == null) {
                throw new IllegalStateException("the schema is missing from this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema that this validator judges by, for completion and help in editors. */
    public DocumentSchema documentSchema() {
        return schema;
    }
}
