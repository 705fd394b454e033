package dev.capstan.run.command;

import dev.capstan.engine.Engine;
import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.linter.baseline.Baseline;
import dev.capstan.linter.configuration.ConfigurationFinder;
import dev.capstan.linter.report.FailOn;
import dev.capstan.linter.report.ReportOptions;
import dev.capstan.run.console.Console;
import dev.capstan.run.describe.ReadyFile;
import dev.capstan.run.describe.ServingTable;
import dev.capstan.run.lint.FixMode;
import dev.capstan.run.lint.LintRequest;
import dev.capstan.run.lint.LintRun;
import dev.capstan.run.lint.LintSource;
import dev.capstan.run.option.EngineOptions;
import dev.capstan.run.option.ExitCode;
import dev.capstan.run.option.ListenerOptions;
import dev.capstan.run.option.SandboxMode;
import dev.capstan.run.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Serves a small document to itself once, and lints it, so that a JVM which archives the classes it loaded finds those of a first call
 * among them. Not listed: only the start script has a use for it.
 */
final class WarmUpCommand implements Command {
    private static final String DOCUMENT = "warm-up.yaml";

    @Override
    public void describe(CommandSpec spec) {
        EngineOptions.describe(spec);
        ListenerOptions.describe(spec);
    }

    @Override
    public int run(ParseResult arguments, Console console) {
        EngineConfiguration configuration = ListenerOptions.apply(arguments, EngineConfiguration.DEFAULT);
        try (Sandbox sandbox = Sandbox.start(line -> {});
                Engine engine = SandboxMode.redirect(EngineOptions.builder(arguments), sandbox)
                        .configuration(configuration)
                        .document(DOCUMENT, document())
                        .build()) {
            SandboxMode.teach(sandbox, engine);
            engine.start();
            String table = ServingTable.serving(engine.documents());
            byte[] ready = ReadyFile.content(engine.documents()).toString().getBytes(StandardCharsets.UTF_8);
            List<ServerAdapter.Endpoint> endpoints = engine.documents().get(0).endpoints();
            call(endpoints);
            lint();
            return table.isEmpty() || ready.length == 0 ? ExitCode.FAILURE : ExitCode.SUCCESS;
        }
    }

    private static String document() {
        try (InputStream in = Objects.requireNonNull(WarmUpCommand.class.getResourceAsStream(DOCUMENT))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void lint() {
        LintSource source =
                new LintSource(Path.of(DOCUMENT), DOCUMENT, true, document().getBytes(StandardCharsets.UTF_8));
        ReportOptions options = new ReportOptions(false, true, FailOn.NEVER, Instant.EPOCH, "0", null);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (String format : List.of("text", "json")) {
            LintRequest request = new LintRequest(
                    List.of(source, source),
                    ConfigurationFinder.upwards(),
                    false,
                    FixMode.NONE,
                    List.of(format),
                    options,
                    false,
                    Integer.MAX_VALUE,
                    Baseline.NONE,
                    null);
            new LintRun(request).run(nowhere, nowhere);
        }
    }

    private static void call(List<ServerAdapter.Endpoint> endpoints) {
        for (ServerAdapter.Endpoint endpoint : endpoints) {
            if (endpoint.type().equals("rest")) {
                send("POST", endpoint.url() + "/things", "{\"name\":\"one\",\"names\":[\"a\"]}");
                send("GET", endpoint.url() + "/things?kind=a&kind=b", "");
                send("GET", endpoint.url() + "/things/1", "");
                send("GET", endpoint.url() + "/none", "");
                send("GET", endpoint.url() + "/", "");
            } else {
                for (String message : List.of(
                        "\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                                + "\"clientInfo\":{\"name\":\"warm-up\",\"version\":\"1\"}}",
                        "\"tools/list\"",
                        "\"tools/call\",\"params\":{\"name\":\"get-thing\",\"arguments\":{\"id\":\"1\"}}",
                        "\"tools/call\",\"params\":{\"name\":\"name-thing\",\"arguments\":{\"name\":\"two\"}}",
                        "\"tools/call\",\"params\":{\"name\":\"get-thing\",\"arguments\":{}}")) {
                    send("POST", endpoint.url(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + message + "}");
                }
            }
        }
    }

    private static void send(String method, String url, String body) {
        URI uri = URI.create(url);
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String request = method + " " + (target.isEmpty() ? "/" : target) + " HTTP/1.1\r\nHost: " + uri.getHost() + ":"
                + uri.getPort() + "\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            byte[] unused = socket.getInputStream().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
