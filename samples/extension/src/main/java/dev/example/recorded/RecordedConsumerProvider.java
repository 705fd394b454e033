package dev.example.recorded;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ConsumerContext;
import dev.capstan.engine.spi.consumer.ConsumerProvider;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** Answers operations from files: {@code baseUri} names a folder, with one file for each operation. */
public final class RecordedConsumerProvider implements ConsumerProvider {
    @Override
    public String type() {
        return "recorded";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Consumer create(ConsumerContext context) {
        try {
            return new RecordedConsumer(Path.of(context.baseUri()));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new InvalidSettingException("the recordings of \"" + context.api().namespace()
                    + "\" must be in a folder; write baseUri: file:///path/to/folder");
        }
    }
}
