package dev.capstan.languageserver.internal.document;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.link.Linker;
import dev.capstan.document.link.imports.FileImports;
import dev.capstan.document.link.installation.LinkOptions;
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
import java.util.Objects;
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
    private @Nullable NamedPlaces names;

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

    /** The outline of the document. */
    public List<DocumentSymbol> symbols() {
        return knowledge().root() instanceof YamlMapping root ? new DocumentSymbols(text).of(root) : List.of();
    }

    /**
     * Where in this document the name at a position is used.
     *
     * @param withDeclaration whether its declaration counts
     */
    public List<TextRange> references(TextPosition position, boolean withDeclaration) {
        NamedPlaces names = names();
        NamedPlaces.Target target = names == null ? null : names.at(text.within(position));
        return names == null || target == null ? List.of() : names.of(target, withDeclaration);
    }

    /**
     * The name at a position, when it can be changed.
     *
     * @throws RenameRefusedException when it cannot
     */
    public TextRange renamable(TextPosition position) throws RenameRefusedException {
        return target(position).range();
    }

    /**
     * Everywhere in this document that a name has to be replaced by another one.
     *
     * @throws RenameRefusedException when it cannot be changed, or not to that without making the document worse
     */
    public List<TextRange> rename(TextPosition position, String newName) throws RenameRefusedException {
        NamedPlaces.Target target = target(position);
        return new Renaming(text, Objects.requireNonNull(names()))
                .places(target, newName, outcome(), changed -> linter.lint(changed, file, name));
    }

    private NamedPlaces.Target target(TextPosition position) throws RenameRefusedException {
        NamedPlaces names = names();
        return Renaming.check(names == null ? null : names.at(text.within(position)));
    }

    private @Nullable NamedPlaces names() {
        Knowledge known = knowledge();
        ReferenceScope scope = known.references();
        if (names == null && known.root() != null && scope != null) {
            names = new NamedPlaces(text, known.root(), scope);
        }
        return names;
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
