package dev.capstan.languageserver.internal.document;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.link.FileImports;
import dev.capstan.document.link.LinkOptions;
import dev.capstan.document.link.Linker;
import dev.capstan.document.model.Consumes;
import dev.capstan.document.model.ConsumesImport;
import dev.capstan.document.model.Document;
import dev.capstan.document.model.DocumentReader;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.languageserver.internal.outline.LenientReading;
import dev.capstan.languageserver.internal.symbol.Declarations;
import dev.capstan.languageserver.internal.symbol.ImportedFiles;
import dev.capstan.languageserver.internal.symbol.NodeAt;
import dev.capstan.languageserver.internal.symbol.ReferenceScope;
import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import dev.capstan.linter.ConfiguredLinter;
import dev.capstan.linter.LintOutcome;
import dev.capstan.linter.fix.FixContext;
import dev.capstan.validator.DocumentValidator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One state of a document that is open in an editor, and everything that can be asked of it. What an answer needs is found
 * when it is first asked for. Used by one thread at a time.
 */
public final class EditorDocument {
    private static final Pattern MARK = Pattern.compile("(?m)^\\uFEFF?[\"']?naftiko[\"']?[ \\t]*:");

    private final EditorText text;
    private final Path file;
    private final String name;
    private final ConfiguredLinter linter;
    private @Nullable LintOutcome outcome;
    private @Nullable Knowledge knowledge;

    /** What is known of the document, as far as it can be read. */
    private record Knowledge(
            @Nullable YamlNode root,
            @Nullable Document document,
            @Nullable Declarations declarations) {
        @Nullable
        ReferenceScope references() {
            return declarations == null ? null : new ReferenceScope(declarations);
        }
    }

    /**
     * A document.
     *
     * @param text as it is in the editor
     * @param file where it is or will be saved, which imports are relative to; need not exist
     * @param linter finds what is wrong with it
     */
    public EditorDocument(String text, Path file, ConfiguredLinter linter) {
        this.text = new EditorText(text);
        this.file = file;
        this.name = file.toString();
        this.linter = linter;
    }

    /** Whether this is a capability document at all: its root has the key {@code naftiko}. */
    public boolean isCapabilityDocument() {
        return MARK.matcher(text.source().text()).find();
    }

    /** What is wrong or doubtful; nothing in what is no capability document. */
    public List<EditorFinding> findings() {
        if (!isCapabilityDocument()) {
            return List.of();
        }
        List<EditorFinding> findings = new ArrayList<>();
        for (Diagnostic found : outcome().diagnostics()) {
            SourceRange range = found.file().equals(name) ? found.range() : importOf(found.file());
            findings.add(new EditorFinding(found, text.range(range)));
        }
        return List.copyOf(findings);
    }

    /** What can be written at a position, in the order of the schema and of the document. */
    public List<Completion> complete(TextPosition position) {
        Knowledge known = knowledge();
        return CompletionCollector.at(
                text,
                text.within(position),
                DocumentValidator.strict().documentSchema(),
                known.root(),
                known.references());
    }

    /** What is to be known of the word at a position; null when there is nothing. */
    public @Nullable Hover hover(TextPosition position) {
        Word word = word(position);
        return word == null ? null : word.hover();
    }

    /** Where the name at a position is declared; empty when it names nothing. */
    public List<Definition> definitions(TextPosition position) {
        Word word = word(position);
        return word == null ? List.of() : word.definitions(file);
    }

    /** The corrections for what is found in a range. */
    public List<QuickFix> quickFixes(TextRange range) {
        List<QuickFix> fixes = new ArrayList<>();
        LintOutcome found = outcome();
        QuickFixes all = new QuickFixes(text, new FixContext(text.source(), found.root(), found.diagnostics()));
        for (EditorFinding finding : findings()) {
            if (finding.diagnostic().file().equals(name) && finding.range().touches(range)) {
                fixes.addAll(all.of(finding));
            }
        }
        return List.copyOf(fixes);
    }

    private @Nullable Word word(TextPosition position) {
        Knowledge known = knowledge();
        if (known.root() == null) {
            return null;
        }
        TextPosition within = text.within(position);
        NodeAt at = NodeAt.find(known.root(), text, within);
        return at == null ? null : new Word(text, within, at, known.root(), known.references());
    }

    private LintOutcome outcome() {
        if (outcome == null) {
            outcome = linter.lint(text.source().text(), file, name);
        }
        return outcome;
    }

    private Knowledge knowledge() {
        if (knowledge == null) {
            YamlNode read = outcome == null ? null : outcome.root();
            YamlNode root =
                    read != null ? read : LenientReading.read(text, name).root();
            if (root instanceof YamlMapping mapping) {
                Document document = DocumentReader.read(mapping);
                Declarations declarations =
                        new Declarations(Linker.link(document, new FileImports(file), LinkOptions.DEFAULT), file);
                knowledge = new Knowledge(root, document, declarations);
            } else {
                knowledge = new Knowledge(root, null, null);
            }
        }
        return knowledge;
    }

    /** Where another file is imported; the document's beginning when that cannot be told. */
    private SourceRange importOf(String imported) {
        Document document = knowledge().document();
        for (Consumes consumes : document == null ? List.<Consumes>of() : document.allConsumes()) {
            if (consumes instanceof ConsumesImport found) {
                Path location = ImportedFiles.located(file, found.location());
                if (location != null && location.endsWith(imported)) {
                    return found.node().at("location").range();
                }
            }
        }
        return SourceRange.START;
    }
}
