package dev.capstan.engine.internal.load;

import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.bind.BindProvider;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Variables in a file: JSON, YAML, {@code .env} or {@code .properties} by its name's ending. {@code file:///./x} is relative
 * to the document, then to the working directory.
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
    public Map<String, String> read(String location, @Nullable Path document) {
        Path file = find(location, document);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".properties")) {
                return properties(Files.readString(file));
            }
            if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
                return tree(file, location);
            }
            return DotEnv.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "the binds at " + location + " cannot be read: is it a text file in UTF-8?");
        }
    }

    private static Path find(String location, @Nullable Path document) {
        try {
            String rest = location.replaceFirst("^file:(//)?", "");
            boolean relative = rest.startsWith("/./") || rest.startsWith("/../") || !rest.startsWith("/");
            if (!relative) {
                return readable(Path.of(URI.create("file://" + rest)), location);
            }
            String path = rest.startsWith("/") ? rest.substring(1) : rest;
            Path folder = document == null ? null : document.toAbsolutePath().getParent();
            if (folder != null && Files.isReadable(folder.resolve(path))) {
                return folder.resolve(path).normalize();
            }
            return readable(Path.of(path), location);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("the location " + location + " is not a file URI");
        }
    }

    private static Path readable(Path file, String location) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new InvalidSettingException("the binds at " + location
                    + " cannot be read: there is no such file (relative ones start at the document, then at the"
                    + " working directory)");
        }
        return file;
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private static Map<String, String> tree(Path file, String location) {
        YamlReading reading = new YamlReader(YamlLimits.DEFAULT).read(file, String.valueOf(file.getFileName()));
        if (!(reading.root() instanceof YamlMapping root)) {
            throw new InvalidSettingException("the binds at " + location + " must be one mapping of names to values");
        }
        Map<String, String> values = new LinkedHashMap<>();
        collect("", root, values);
        return values;
    }

    /** Nested names are joined with dots. */
    private static void collect(String prefix, YamlMapping mapping, Map<String, String> values) {
        for (YamlMapping.Entry entry : mapping.entries()) {
            YamlNode value = entry.value();
            if (value instanceof YamlMapping nested) {
                collect(prefix + entry.name() + ".", nested, values);
            } else if (value instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.NULL) {
                values.put(prefix + entry.name(), scalar.text());
            }
        }
    }
}
