package dev.example.mounted;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.bind.BindRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads variables from a folder with one file for each, as containers have secrets mounted: {@code mounted:///run/secrets}. */
public final class MountedSecrets implements BindProvider {
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public String scheme() {
        return "mounted";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Map<String, String> read(BindRequest request) {
        Path folder = Path.of(URI.create(request.location()).getPath());
        Map<String, String> values = new LinkedHashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                if (Files.size(file) <= MAX_BYTES) {
                    values.put(file.getFileName().toString(), Files.readString(file).stripTrailing());
                }
            }
            return values;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "the binds at " + request.location() + " cannot be read: is it a folder with a text file for each variable?");
        }
    }
}
