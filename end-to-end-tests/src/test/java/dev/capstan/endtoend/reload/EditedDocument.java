package dev.capstan.endtoend.reload;

import dev.capstan.endtoend.Documents;
import dev.capstan.engine.EngineBuilder;
import dev.capstan.engine.reload.DocumentReload;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A document in a file that is served while it is edited. */
final class EditedDocument implements AutoCloseable {
    private final Path file;
    private final ServedDocument served;

    EditedDocument(Path folder, RecordingUpstream upstream, String yaml) {
        this(folder, upstream, yaml, builder -> builder);
    }

    EditedDocument(Path folder, RecordingUpstream upstream, String yaml, UnaryOperator<EngineBuilder> settings) {
        this.file = folder.resolve("edited.yaml");
        write(file, yaml);
        this.served = ServedDocument.serve(file, upstream, settings);
    }

    /** A document whose one route calls that path and answers with that member of the reply. */
    static String showing(String path, String member) {
        return Documents.route(
                path,
                "method: GET\nname: op",
                "/ship",
                "method: GET\nname: show\ndescription: Shows it.\ncall: api.op\n"
                        + "outputParameters:\n- {name: shown, type: string, mapping: $." + member + "}");
    }

    /** A document with tools of those names, which all do the same. */
    static String tools(String... names) {
        StringBuilder tools = new StringBuilder();
        for (String name : names) {
            tools.append("- {name: ")
                    .append(name)
                    .append(", description: Does ")
                    .append(name)
                    .append("., call: api.op}\n");
        }
        return Documents.of(Documents.resource("/ship", "method: GET\nname: op"), "", tools.toString());
    }

    Path file() {
        return file;
    }

    ServedDocument served() {
        return served;
    }

    /** Saves another text, and has it read anew. */
    DocumentReload save(String yaml) {
        write(file, yaml);
        return reload();
    }

    DocumentReload reload() {
        return served.engine().reload().documents().get(0);
    }

    KeptConnection connection() {
        return new KeptConnection(served.url("rest"));
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        served.close();
    }
}
