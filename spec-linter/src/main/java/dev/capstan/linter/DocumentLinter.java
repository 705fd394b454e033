package dev.capstan.linter;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.link.Linker;
import dev.capstan.document.link.imports.FileImports;
import dev.capstan.document.link.imports.ImportResolver;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.linked.LinkedDocument;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.linter.rules.Rule;
import dev.capstan.linter.rules.RuleInput;
import dev.capstan.linter.rules.RuleSet;
import dev.capstan.linter.rules.RuleSettings;
import dev.capstan.validator.DocumentValidator;
import dev.capstan.validator.merging.FindingMerger;
import dev.capstan.validator.schema.SchemaFindings;
import java.nio.file.Path;
import java.util.List;

/**
 * Says everything that is to be said of a document: YAML, schema, names, rules. It uses the checks that loading uses, so
 * that a document without an error here loads whole, given variables and base URIs. Immutable and safe for any thread.
 */
public final class DocumentLinter {
    private final YamlReader reader = new YamlReader(YamlLimits.DEFAULT);
    private final DocumentValidator validator;
    private final RuleSet rules;
    private final RuleSettings settings;
    private final LinkOptions options;

    /**
     * A linter.
     *
     * @param rules what to check beyond schema and names
     * @param settings of the rules; also decides between the strict and the catalogue's schema
     * @param options how lenient linking is; those that the document will be loaded with
     */
    public DocumentLinter(RuleSet rules, RuleSettings settings, LinkOptions options) {
        this.validator = settings.strict() ? DocumentValidator.strict() : DocumentValidator.catalogue();
        this.rules = rules;
        this.settings = settings;
        this.options = options;
    }

    /** A linter with all rules, as lenient as loading is by default. */
    public static DocumentLinter lenient() {
        return new DocumentLinter(RuleSet.all(), RuleSettings.DEFAULT, LinkOptions.DEFAULT);
    }

    /**
     * Lints a file; what cannot be read is a diagnostic.
     *
     * @param name its name in diagnostics
     */
    public LintResult lint(Path file, String name) {
        return lint(reader.read(file, name), name, new FileImports(file));
    }

    /**
     * Lints a document that is held as text.
     *
     * @param file where it would be saved, which imports are relative to; need not exist
     * @param name its name in diagnostics
     */
    public LintResult lint(String text, Path file, String name) {
        return lint(reader.read(text, name), name, new FileImports(file));
    }

    /** Lints a document that is held as bytes; see {@link #lint(String, Path, String)}. */
    public LintResult lint(byte[] bytes, Path file, String name) {
        return lint(reader.read(bytes, name), name, new FileImports(file));
    }

    /** Lints a document that has been read. */
    public LintResult lint(YamlReading reading, String name, ImportResolver imports) {
        YamlNode root = reading.root();
        if (root == null || reading.diagnostics().stream().anyMatch(Diagnostic::isError)) {
            return new LintResult(name, root, null, reading.diagnostics());
        }
        SchemaFindings schema = validator.findings(root);
        if (!schema.isOfSupportedVersion() || !(schema.understood() instanceof YamlMapping mapping)) {
            return new LintResult(name, root, null, schema.diagnostics());
        }
        LinkedDocument linked = Linker.link(DocumentReader.read(mapping), imports, options);
        FindingMerger merger = new FindingMerger(schema);
        merger.linking(linked.diagnostics());
        RuleInput input = new RuleInput(linked, settings);
        for (Rule rule : rules.rules()) {
            rule.check(input, new MergingReport(merger, rule, settings.strict()));
        }
        if (schema.understood() != root && root instanceof YamlMapping written) {
            merger.asWritten(errorsAsWritten(Linker.link(DocumentReader.read(written), imports, options)));
        }
        return new LintResult(name, root, linked, merger.inSourceOrder(reading.diagnostics()));
    }

    /** The errors of a document with its misspelt keys read as they are. */
    private List<Diagnostic> errorsAsWritten(LinkedDocument linked) {
        ErrorCollector errors = new ErrorCollector(linked.diagnostics());
        RuleInput input = new RuleInput(linked, settings);
        for (Rule rule : rules.rules()) {
            if (rule.severity() == Severity.ERROR) {
                rule.check(input, errors.reportOf(rule));
            }
        }
        return errors.all();
    }

    /** The rules that this linter checks beyond schema and names. */
    public List<Rule> rules() {
        return rules.rules();
    }
}
