package dev.capstan.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the launcher writes once everything listens. */
public final class ReadyFile {
    private final JsonNode listeners;

    private ReadyFile(JsonNode listeners) {
        this.listeners = listeners;
    }

    /** Reads it; only the first document counts. */
    public static ReadyFile read(Path file) {
        return new ReadyFile(JsonMapper.shared()
                .readTree(file.toFile())
                .path("documents")
                .path(0)
                .path("listeners"));
    }

    /**
     * The port of the first listener of that type.
     *
     * @throws IOException when there is none
     */
    public int port(String type) throws IOException {
        for (JsonNode listener : listeners) {
            if (listener.path("type").asString("").equals(type)) {
                return URI.create(listener.path("url").asString("")).getPort();
            }
        }
        throw new IOException("the launcher serves no " + type + " listener: " + listeners);
    }
}
