package dev.example.recorded;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.PreparedOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recordings of one API. Each is read while the document loads, so that no call reads a file. */
final class RecordedConsumer implements Consumer {
    private final Path folder;

    RecordedConsumer(Path folder) {
        this.folder = folder;
    }

    @Override
    public PreparedOperation prepare(LinkedOperation operation) {
        Path file = folder.resolve(operation.name() + ".json").normalize();
        try {
            return new RecordedOperation(operation, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidSettingException("nothing is recorded for \"" + operation + "\": " + file + " cannot be read");
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
