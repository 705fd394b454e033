package dev.capstan.run.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits for a ready file. */
final class ReadyFileReader {
    private ReadyFileReader() {}

    /** The file's content once it is there; fails when the command that should write it ends before. */
    static JsonNode await(Path file, Future<Integer> command) throws IOException, InterruptedException {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            file.getParent()
                    .register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!Files.exists(file)) {
                if (command.isDone() || System.nanoTime() > deadline) {
                    throw new AssertionError("the command ended, or took too long, without a ready file");
                }
                watch.poll(1, TimeUnit.SECONDS);
            }
        }
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    /** Where the first listener of that type is. */
    static String url(JsonNode ready, String type) {
        for (JsonNode listener : ready.path("documents").path(0).path("listeners")) {
            if (listener.path("type").asString().equals(type)) {
                return listener.path("url").asString();
            }
        }
        throw new AssertionError("no " + type + " listener in " + ready);
    }
}
