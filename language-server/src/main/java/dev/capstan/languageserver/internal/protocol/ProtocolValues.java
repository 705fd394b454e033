package dev.capstan.languageserver.internal.protocol;

import dev.capstan.document.diagnostic.Severity;
import dev.capstan.languageserver.internal.document.Completion;
import dev.capstan.languageserver.internal.document.Definition;
import dev.capstan.languageserver.internal.document.EditorFinding;
import dev.capstan.languageserver.internal.document.QuickFix;
import dev.capstan.languageserver.internal.symbol.SymbolKind;
import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import dev.capstan.linter.rules.RulePages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemLabelDetails;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.InsertTextMode;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** What the editor package says, in the protocol's words, and back. */
final class ProtocolValues {
    private static final String SOURCE = "naftiko-run";

    private ProtocolValues() {}

    static TextPosition position(Position position) {
        return new TextPosition(position.getLine(), position.getCharacter());
    }

    static TextRange range(Range range) {
        return new TextRange(position(range.getStart()), position(range.getEnd()));
    }

    static Diagnostic diagnostic(EditorFinding finding) {
        var found = finding.diagnostic();
        Diagnostic diagnostic =
                new Diagnostic(range(finding.range()), found.message(), severity(found.severity()), SOURCE);
        diagnostic.setCode(found.rule());
        String page = RulePages.url(found.rule());
        if (page != null) {
            diagnostic.setCodeDescription(new DiagnosticCodeDescription(page));
        }
        if (found.rule().equals("bind-unused")) {
            diagnostic.setTags(List.of(DiagnosticTag.Unnecessary));
        }
        return diagnostic;
    }

    /** In the order given, which is the schema's and the document's: better than the alphabet's. */
    static CompletionList completions(List<Completion> completions) {
        List<CompletionItem> items = new ArrayList<>();
        for (Completion completion : completions) {
            CompletionItem item = new CompletionItem(completion.label());
            item.setKind(kind(completion.kind()));
            if (!completion.detail().isEmpty()) {
                item.setDetail(completion.detail());
            }
            CompletionItemLabelDetails details = new CompletionItemLabelDetails();
            details.setDescription(completion.kind().word());
            item.setLabelDetails(details);
            if (completion.documentation() != null) {
                item.setDocumentation(markdown(completion.documentation()));
            }
            item.setSortText(String.format("%05d", items.size()));
            item.setInsertTextMode(InsertTextMode.AsIs);
            item.setTextEdit(Either.forLeft(new TextEdit(range(completion.range()), completion.text())));
            items.add(item);
        }
        return new CompletionList(false, items);
    }

    static @Nullable Hover hover(dev.capstan.languageserver.internal.document.@Nullable Hover hover) {
        return hover == null ? null : new Hover(markdown(hover.markdown()), range(hover.range()));
    }

    /**
     * A place.
     *
     * @param asked the document that the question was about, as the editor calls it
     */
    static Location location(Definition definition, String asked) {
        boolean same = definition.file().equals(Analysis.file(asked));
        String uri = same ? asked : definition.file().toUri().toString();
        return new Location(uri, range(definition.range()));
    }

    static CodeAction codeAction(QuickFix fix, String uri) {
        CodeAction action = new CodeAction(fix.title());
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(List.of(diagnostic(fix.finding())));
        action.setIsPreferred(fix.preferred());
        action.setEdit(new WorkspaceEdit(Map.of(uri, List.of(new TextEdit(range(fix.range()), fix.replacement())))));
        return action;
    }

    static DocumentSymbol symbol(dev.capstan.languageserver.internal.document.DocumentSymbol symbol) {
        return new DocumentSymbol(
                symbol.name(),
                symbolKind(symbol.kind()),
                range(symbol.range()),
                range(symbol.selection()),
                symbol.detail(),
                symbol.children().stream().map(ProtocolValues::symbol).toList());
    }

    /** The same text at several places of a document. */
    static WorkspaceEdit replacement(String uri, List<TextRange> places, String text) {
        return new WorkspaceEdit(Map.of(
                uri,
                places.stream().map(place -> new TextEdit(range(place), text)).toList()));
    }

    private static org.eclipse.lsp4j.SymbolKind symbolKind(SymbolKind kind) {
        return switch (kind) {
            case KEY -> org.eclipse.lsp4j.SymbolKind.Array;
            case VALUE -> org.eclipse.lsp4j.SymbolKind.EnumMember;
            case OPERATION -> org.eclipse.lsp4j.SymbolKind.Method;
            case FUNCTION -> org.eclipse.lsp4j.SymbolKind.Function;
            case PARAMETER -> org.eclipse.lsp4j.SymbolKind.Field;
            case ARGUMENT -> org.eclipse.lsp4j.SymbolKind.Variable;
            case VARIABLE -> org.eclipse.lsp4j.SymbolKind.Constant;
            case NAMESPACE -> org.eclipse.lsp4j.SymbolKind.Module;
            case STEP -> org.eclipse.lsp4j.SymbolKind.Event;
            case RESOURCE -> org.eclipse.lsp4j.SymbolKind.Class;
        };
    }

    private static MarkupContent markdown(String text) {
        return new MarkupContent(MarkupKind.MARKDOWN, text);
    }

    static Range range(TextRange range) {
        return new Range(position(range.start()), position(range.end()));
    }

    private static Position position(TextPosition position) {
        return new Position(position.line(), position.character());
    }

    private static DiagnosticSeverity severity(Severity severity) {
        return switch (severity) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARN -> DiagnosticSeverity.Warning;
            case INFO -> DiagnosticSeverity.Information;
            case HINT -> DiagnosticSeverity.Hint;
        };
    }

    private static CompletionItemKind kind(SymbolKind kind) {
        return switch (kind) {
            case KEY -> CompletionItemKind.Property;
            case VALUE -> CompletionItemKind.EnumMember;
            case OPERATION -> CompletionItemKind.Method;
            case FUNCTION -> CompletionItemKind.Function;
            case PARAMETER -> CompletionItemKind.Field;
            case ARGUMENT -> CompletionItemKind.Variable;
            case VARIABLE -> CompletionItemKind.Constant;
            case NAMESPACE -> CompletionItemKind.Module;
            case STEP -> CompletionItemKind.Event;
            case RESOURCE -> CompletionItemKind.Class;
        };
    }
}
