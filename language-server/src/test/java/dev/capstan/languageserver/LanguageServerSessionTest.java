package dev.capstan.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An editor and the server, over streams. */
@Timeout(120)
class LanguageServerSessionTest {
    private static final String DOCUMENT = """
            naftiko: 1.0.0-alpha2
            info: {label: Pets, description: All about pets.}
            capability:
              consumes:
                - type: http
                  namespace: pets
                  description: Pets.
                  baseUri: https://pets.test
                  resources:
                    - name: pet
                      path: /pets
                      operations:
                        - {name: list-pets, method: GET, description: All pets.}
              exposes:
                - type: mcp
                  namespace: tools
                  port: 8081
                  tools:
                    - name: list
                      description: "🐈 lists"
                      call: pets.list-pets
            """;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RecordingClient client = new RecordingClient();
    private final PipedOutputStream toServer = new PipedOutputStream();
    private CompletableFuture<Boolean> session;
    private Future<Void> listening;
    private LanguageServer server;
    private RemoteEndpoint endpoint;
    private String uri;

    @BeforeEach
    void start() throws IOException {
        PipedInputStream serverIn = new PipedInputStream(toServer, 1 << 16);
        PipedOutputStream serverOut = new PipedOutputStream();
        PipedInputStream fromServer = new PipedInputStream(serverOut, 1 << 16);
        session = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new LanguageServerSession(serverIn, serverOut, "test", false).run();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
        Launcher<LanguageServer> launcher =
                LSPLauncher.createClientLauncher(client, fromServer, toServer, threads, consumer -> consumer);
        listening = launcher.startListening();
        server = launcher.getRemoteProxy();
        endpoint = launcher.getRemoteEndpoint();
        uri = folder.resolve("pets.yaml").toUri().toString();
    }

    @AfterEach
    void stop() throws IOException {
        toServer.close();
        listening.cancel(true);
        threads.shutdownNow();
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private void open(String text) {
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "yaml", 1, text)));
    }

    private void change(int version, String text) {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, version),
                        List.of(new TextDocumentContentChangeEvent(text))));
    }

    private TextDocumentIdentifier document() {
        return new TextDocumentIdentifier(uri);
    }

    private static Position in(String text, String written) {
        int at = text.lastIndexOf(written) + written.length() - 1;
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Position(line, at - before.lastIndexOf('\n') - 1);
    }

    @Test
    void servesAnEditorFromGreetingToLeave() throws Exception {
        var capabilities = await(server.initialize(new InitializeParams())).getCapabilities();
        assertThat(capabilities.getTextDocumentSync().getRight().getChange()).isEqualTo(TextDocumentSyncKind.Full);
        server.initialized(new InitializedParams());

        open(DOCUMENT);
        assertThat(client.diagnostics(uri, 1).getDiagnostics())
                .extracting(found -> found.getCode().getLeft())
                .containsExactly("naftiko-info-tags");

        String wrong =
                DOCUMENT.replace("\"🐈 lists\"", "{\"🐈\": 1}").replace("call: pets.list-pets", "call: pets.list-pet");
        change(2, wrong);
        List<Diagnostic> found = client.diagnostics(uri, 2).getDiagnostics();
        Diagnostic unknown = found.stream()
                .filter(one -> one.getCode().getLeft().equals("call-unknown"))
                .findFirst()
                .orElseThrow();
        assertThat(unknown.getSource()).isEqualTo("naftiko-run");
        assertThat(unknown.getCodeDescription().getHref()).endsWith("/call-unknown");
        assertThat(unknown.getRange()).isEqualTo(new Range(new Position(20, 16), new Position(20, 29)));

        var actions = await(server.getTextDocumentService()
                .codeAction(
                        new CodeActionParams(document(), unknown.getRange(), new CodeActionContext(List.of(unknown)))));
        CodeAction action = actions.get(0).getRight();
        assertThat(action.getTitle()).isEqualTo("Write pets.list-pets");
        assertThat(action.getEdit().getChanges().get(uri))
                .containsExactly(new TextEdit(unknown.getRange(), "pets.list-pets"));

        change(3, DOCUMENT);
        Position call = in(DOCUMENT, "call: pets.list-pets");
        var hover = await(server.getTextDocumentService().hover(new HoverParams(document(), call)));
        assertThat(hover.getContents().getRight().getValue()).contains("GET /pets", "All pets.");
        var definitions = await(server.getTextDocumentService().definition(new DefinitionParams(document(), call)));
        assertThat(definitions.getLeft()).singleElement().satisfies(location -> {
            assertThat(location.getUri()).isEqualTo(uri);
            assertThat(location.getRange()).isEqualTo(new Range(new Position(12, 21), new Position(12, 30)));
        });

        String typing = DOCUMENT + "          wi";
        change(4, typing);
        var items = await(server.getTextDocumentService()
                        .completion(new CompletionParams(document(), new Position(21, 12))))
                .getRight()
                .getItems();
        CompletionItem with = items.stream()
                .filter(item -> item.getLabel().equals("with"))
                .findFirst()
                .orElseThrow();
        assertThat(with.getTextEdit().getLeft().getRange())
                .isEqualTo(new Range(new Position(21, 10), new Position(21, 12)));
        assertThat(client.diagnostics(uri, 4).getDiagnostics())
                .extracting(one -> one.getCode().getLeft())
                .containsExactly("yaml-syntax");

        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(document()));
        assertThat(client.diagnostics(uri, null).getDiagnostics()).isEmpty();

        await(server.shutdown());
        server.exit();
        assertThat(await(session)).isTrue();
    }

    @Test
    void noticesAChangedConfigurationWhenADocumentIsSaved() throws Exception {
        await(server.initialize(new InitializeParams()));
        open(DOCUMENT);
        assertThat(client.diagnostics(uri, 1).getDiagnostics()).hasSize(1);

        Files.writeString(folder.resolve(".naftiko-lint.yaml"), "rules:\n  naftiko-info-tags: off\n");
        server.getTextDocumentService().didSave(new DidSaveTextDocumentParams(document()));

        assertThat(client.diagnostics(uri, 1).getDiagnostics()).isEmpty();
    }

    @Test
    void saysNothingOfWhatTheConfigurationIgnores() throws Exception {
        await(server.initialize(new InitializeParams()));
        Files.writeString(folder.resolve(".naftiko-lint.yaml"), "ignores: [pets.yaml]\n");

        open(DOCUMENT.replace("call: pets", "call: cats"));

        assertThat(client.diagnostics(uri, 1).getDiagnostics()).isEmpty();
    }

    @Test
    void outlinesFindsAndRenames() throws Exception {
        var capabilities = await(server.initialize(new InitializeParams())).getCapabilities();
        assertThat(capabilities.getReferencesProvider().getLeft()).isTrue();
        assertThat(capabilities.getDocumentSymbolProvider().getLeft()).isTrue();
        assertThat(capabilities.getRenameProvider().getRight().getPrepareProvider())
                .isTrue();
        open(DOCUMENT);
        TextDocumentService documents = server.getTextDocumentService();

        var symbols = await(documents.documentSymbol(new DocumentSymbolParams(document())));
        assertThat(symbols).extracting(symbol -> symbol.getRight().getName()).containsExactly("consumes", "exposes");

        Position call = in(DOCUMENT, "call: pets.list-pets");
        var references = await(documents.references(new ReferenceParams(document(), call, new ReferenceContext(true))));
        assertThat(references)
                .extracting(location -> location.getRange().getStart().getLine())
                .containsExactly(12, 20);

        var prepared = await(documents.prepareRename(new PrepareRenameParams(document(), call)));
        assertThat(prepared.getFirst()).isEqualTo(new Range(new Position(20, 21), new Position(20, 30)));
        var edit = await(documents.rename(new RenameParams(document(), call, "all")));
        assertThat(edit.getChanges().get(uri))
                .containsExactly(
                        new TextEdit(new Range(new Position(12, 21), new Position(12, 30)), "all"),
                        new TextEdit(prepared.getFirst(), "all"));

        assertThat(error(documents.rename(new RenameParams(document(), call, "a b"))))
                .satisfies(refused -> {
                    assertThat(refused.getCode()).isEqualTo(ResponseErrorCode.RequestFailed.getValue());
                    assertThat(refused.getMessage()).startsWith("a name starts with a letter");
                });
    }

    @Test
    void requestsThatItDoesNotKnowAreAnsweredSo() throws Exception {
        await(server.initialize(new InitializeParams()));
        open(DOCUMENT);
        int methodNotFound = ResponseErrorCode.MethodNotFound.getValue();

        assertThat(error(server.getTextDocumentService().foldingRange(new FoldingRangeRequestParams(document())))
                        .getCode())
                .isEqualTo(methodNotFound);
        assertThat(error(server.getWorkspaceService().symbol(new WorkspaceSymbolParams("x")))
                        .getCode())
                .isEqualTo(methodNotFound);
        for (String method : List.of("capstan/unknown", "workspace/nothing", "$/unknown")) {
            assertThat(error(endpoint.request(method, null)))
                    .as(method)
                    .satisfies(unknown -> assertThat(unknown.getCode()).isEqualTo(methodNotFound));
        }
        endpoint.notify("capstan/unknown", null);
        endpoint.notify("$/unknown", null);
        assertThat(await(server.getTextDocumentService().hover(new HoverParams(document(), new Position(0, 1)))))
                .isNotNull();
    }

    private static ResponseError error(CompletableFuture<?> answer) throws Exception {
        try {
            throw new AssertionError("answered with " + await(answer));
        } catch (ExecutionException e) {
            return ((ResponseErrorException) e.getCause()).getResponseError();
        }
    }

    @Test
    void answersWithNothingWhereNothingIsOpen() throws Exception {
        await(server.initialize(new InitializeParams()));

        assertThat(await(server.getTextDocumentService().hover(new HoverParams(document(), new Position(0, 0)))))
                .isNull();
        assertThat(await(server.getTextDocumentService()
                                .completion(new CompletionParams(document(), new Position(0, 0))))
                        .getLeft())
                .isEmpty();
    }

    @Test
    void endsWithTheStreamAndSaysThatNobodyTookLeave() throws Exception {
        await(server.initialize(new InitializeParams()));

        toServer.close();

        assertThat(await(session)).isFalse();
    }
}
