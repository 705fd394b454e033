package dev.capstan.languageserver.internal.protocol;

import dev.capstan.languageserver.internal.document.RenameRefusedException;
import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/** What editors tell and ask of documents. */
final class DocumentService implements TextDocumentService {
    private final Analysis analysis;

    DocumentService(Analysis analysis) {
        this.analysis = analysis;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        TextDocumentItem document = params.getTextDocument();
        analysis.update(document.getUri(), document.getVersion(), document.getText());
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        List<TextDocumentContentChangeEvent> changes = params.getContentChanges();
        if (!changes.isEmpty()) {
            Integer version = params.getTextDocument().getVersion();
            analysis.update(
                    params.getTextDocument().getUri(),
                    version == null ? 0 : version,
                    changes.get(changes.size() - 1).getText());
        }
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        analysis.forget(params.getTextDocument().getUri());
    }

    /** Another open document may import this one. */
    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        analysis.refresh();
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        TextPosition position = ProtocolValues.position(params.getPosition());
        return analysis.ask(
                params.getTextDocument().getUri(),
                document -> Either.forRight(ProtocolValues.completions(document.complete(position))),
                Either.forLeft(List.of()));
    }

    @Override
    public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
        TextPosition position = ProtocolValues.position(params.getPosition());
        return analysis.ask(
                        params.getTextDocument().getUri(),
                        document -> Optional.ofNullable(ProtocolValues.hover(document.hover(position))),
                        Optional.<Hover>empty())
                .thenApply(hover -> hover.orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        String uri = params.getTextDocument().getUri();
        TextPosition position = ProtocolValues.position(params.getPosition());
        return analysis.ask(
                uri,
                document -> Either.forLeft(document.definitions(position).stream()
                        .map(definition -> ProtocolValues.location(definition, uri))
                        .toList()),
                Either.forLeft(List.of()));
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        String uri = params.getTextDocument().getUri();
        TextPosition position = ProtocolValues.position(params.getPosition());
        boolean withDeclaration = params.getContext().isIncludeDeclaration();
        return analysis.ask(
                uri,
                document -> document.references(position, withDeclaration).stream()
                        .map(range -> new Location(uri, ProtocolValues.range(range)))
                        .toList(),
                List.of());
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return analysis.ask(
                params.getTextDocument().getUri(),
                document -> document.symbols().stream()
                        .map(symbol ->
                                Either.<SymbolInformation, DocumentSymbol>forRight(ProtocolValues.symbol(symbol)))
                        .toList(),
                List.of());
    }

    @Override
    public CompletableFuture<@Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams params) {
        TextPosition position = ProtocolValues.position(params.getPosition());
        return analysis.ask(
                        params.getTextDocument().getUri(),
                        document -> Optional.of(refusable(() -> document.renamable(position))),
                        Optional.<TextRange>empty())
                .thenApply(range -> range.isEmpty() ? null : Either3.forFirst(ProtocolValues.range(range.get())));
    }

    @Override
    public CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams params) {
        String uri = params.getTextDocument().getUri();
        TextPosition position = ProtocolValues.position(params.getPosition());
        return analysis.ask(
                uri,
                document -> ProtocolValues.replacement(
                        uri, refusable(() -> document.rename(position, params.getNewName())), params.getNewName()),
                new WorkspaceEdit(Map.of()));
    }

    private interface Refusable<T> {
        T get() throws RenameRefusedException;
    }

    /** Editors show the message of a request that failed. */
    private static <T> T refusable(Refusable<T> answer) {
        try {
            return answer.get();
        } catch (RenameRefusedException e) {
            throw new ResponseErrorException(
                    new ResponseError(ResponseErrorCode.RequestFailed, String.valueOf(e.getMessage()), null));
        }
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        String uri = params.getTextDocument().getUri();
        List<String> only = params.getContext().getOnly();
        if (only != null && only.stream().noneMatch(DocumentService::includesQuickFixes)) {
            return CompletableFuture.completedFuture(List.of());
        }
        TextRange range = ProtocolValues.range(params.getRange());
        return analysis.ask(
                uri,
                document -> document.quickFixes(range).stream()
                        .map(fix -> Either.<Command, CodeAction>forRight(ProtocolValues.codeAction(fix, uri)))
                        .toList(),
                List.of());
    }

    private static boolean includesQuickFixes(String kind) {
        return kind.isEmpty() || kind.equals(CodeActionKind.QuickFix);
    }
}
