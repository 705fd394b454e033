package dev.capstan.run.describe;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.status.DocumentStatus;
import dev.capstan.run.option.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is served where, for programs. Appears whole or not at all. */
public final class ReadyFile {
    private ReadyFile() {}

    /** Writes the file in one step: whoever sees it sees all of it. */
    public static void write(Path file, List<DocumentStatus> documents) {
        Path target = file.toAbsolutePath();
        try {
            Path draft = Files.createTempFile(
                    target.getParent(), target.getFileName().toString(), ".tmp");
            Files.write(draft, JsonMapper.shared().writeValueAsBytes(content(documents)));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw UsageException.of(
                    "the ready file " + file + " cannot be written: does its directory exist, and is it yours?");
        }
    }

    /** What the file says of the documents. */
    public static ObjectNode content(List<DocumentStatus> documents) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode list = root.putArray("documents");
        for (DocumentStatus document : documents) {
            ObjectNode one = list.addObject()
                    .put("file", document.file())
                    .put("status", document.serving() ? "serving" : "refused");
            ArrayNode problems = one.putArray("problems");
            document.diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .map(DiagnosticLines::line)
                    .forEach(problems::add);
            DiagnosticLines.leftOut(document).forEach(problems::add);
            ArrayNode listeners = one.putArray("listeners");
            for (ServerAdapter.Endpoint endpoint : document.endpoints()) {
                listeners
                        .addObject()
                        .put("type", endpoint.type())
                        .put("namespace", endpoint.namespace())
                        .put("url", endpoint.url())
                        .put("address", endpoint.address().getHostAddress())
                        .put("allAddresses", endpoint.address().isAnyLocalAddress());
            }
        }
        return root;
    }
}
