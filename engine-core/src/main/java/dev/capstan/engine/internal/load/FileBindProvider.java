package dev.capstan.engine.internal.load;

import dev.capstan.document.files.DocumentFiles;
import dev.capstan.document.files.SecretFolder;
import dev.capstan.document.files.UnusableFileException;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.variable.DotEnv;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.bind.BindRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Variables in files. A file is JSON, YAML, {@code .properties} or {@code .env} by its name's ending; a folder, such as one that
 * secrets are mounted into, has a file for each key. {@code file:///./x} is relative to the document, then to the working
 * directory.
 */
public final class FileBindProvider implements BindProvider {
    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Map<String, String> read(BindRequest request) {
        String location = request.location();
        try {
            Path found = new DocumentFiles(request.document()).find(location);
            if (Files.isDirectory(found)) {
                return SecretFolder.values(found, request.keys());
            }
            String text = DocumentFiles.read(found);
            String name = String.valueOf(found.getFileName()).toLowerCase(Locale.ROOT);
            if (name.endsWith(".properties")) {
                return properties(text);
            }
            if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
                return tree(text, name, request);
            }
            return DotEnv.parse(text);
        } catch (UnusableFileException e) {
            throw unreadable(location, e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(
                    location,
                    "cannot be understood: " + e.getMessage()
                            + ". Write NAME=value lines, or name the folder of a file that holds one value and nothing else");
        }
    }

    private static InvalidSettingException unreadable(String location, @Nullable String why) {
        return new InvalidSettingException("the binds at " + location + " cannot be read: what is there " + why
                + " (relative locations start at the document, then at the working directory)");
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    /** A key with dots is looked for as it is written, then as a path. */
    private static Map<String, String> tree(String text, String name, BindRequest request)
            throws UnusableFileException {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(text, name);
        if (!(reading.root() instanceof YamlMapping root)) {
            throw new UnusableFileException(
                    reading.diagnostics().isEmpty()
                            ? "is not one mapping of names to values"
                            : "is broken: " + reading.diagnostics().get(0).message());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : request.keys()) {
            YamlNode found = root.get(key);
            String[] path = key.split("\\.", -1);
            YamlNode at = root;
            for (int i = 0; i < path.length && found == null && at != null; i++) {
                at = at instanceof YamlMapping mapping ? mapping.get(path[i]) : null;
            }
            found = found == null ? at : found;
            if (found instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.NULL) {
                values.put(key, scalar.text());
            } else if (found != null && found != root) {
                throw new UnusableFileException("has no text, number or boolean for the key " + key + ", but "
                        + (found instanceof YamlScalar ? "null" : "a structure"));
            }
        }
        return values;
    }
}
