package dev.capstan.linter.configuration;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.validator.schema.DocumentSchema;
import dev.capstan.validator.schema.SchemaFindings;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration with the files that it extends: these first, in their order, so that what the file says itself takes
 * precedence. What is wrong is reported with its place, and has no effect. Used once, by one thread.
 */
public final class LintConfigurationReader {
    private static final YamlReading EMPTY = new YamlReading(null, List.of());
    private static final YamlLimits LIMITS = YamlLimits.DEFAULT;
    private static final YamlReader READER = new YamlReader(LIMITS);
    private static final int MOST_FILES = 32;

    /** Compiled once for a process, when first asked for. */
    private static final class Shape {
        static final DocumentSchema SCHEMA =
                DocumentSchema.load(LintConfigurationReader.class, "lint-configuration.schema.json", Severity.ERROR);

        private Shape() {}
    }

    private final ConfigurationBuilder builder = new ConfigurationBuilder();
    private final Set<Path> open = new LinkedHashSet<>();
    private int files;

    private LintConfigurationReader() {}

    /**
     * Reads a file.
     *
     * @param name its name in diagnostics
     */
    public static LintConfiguration read(Path file, String name) {
        LintConfigurationReader reader = new LintConfigurationReader();
        YamlReading reading;
        try {
            reading = reading(BoundedFileReader.readFile(file, LIMITS.bytes()), name);
        } catch (UnreadableFileException e) {
            reading = READER.read(file, name);
        }
        reader.configuration(file.toAbsolutePath().normalize(), name, reading);
        return reader.builder.build();
    }

    /**
     * Reads a configuration that is held as text.
     *
     * @param file where it would be, which patterns and what it extends are relative to
     * @param name its name in diagnostics
     */
    public static LintConfiguration read(String text, Path file, String name) {
        LintConfigurationReader reader = new LintConfigurationReader();
        YamlReading reading = reading(text.getBytes(StandardCharsets.UTF_8), name);
        reader.configuration(file.toAbsolutePath().normalize(), name, reading);
        return reader.builder.build();
    }

    /** A configuration whose entries are all commented out is none, and nothing is wrong with it. */
    private static YamlReading reading(byte[] bytes, String name) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean saysNothing = text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
        return saysNothing ? EMPTY : READER.read(bytes, name);
    }

    private void configuration(Path file, String name, YamlReading reading) {
        files++;
        reading.diagnostics().forEach(builder::wrong);
        boolean broken = reading.diagnostics().stream().anyMatch(Diagnostic::isError);
        YamlNode root = reading.root();
        if (root != null) {
            SchemaFindings shape = Shape.SCHEMA.check(root);
            shape.diagnostics().forEach(builder::wrong);
            broken |= shape.diagnostics().stream().anyMatch(Diagnostic::isError);
        }
        if (!(root instanceof YamlMapping mapping) || broken) {
            return;
        }
        open.add(file);
        for (YamlNode location : list(mapping.get("extends"))) {
            extend((YamlScalar) location, file, name);
        }
        open.remove(file);
        Path parent = file.getParent();
        new ConfigurationSections(builder, parent == null ? file : parent).read(mapping);
    }

    private void extend(YamlScalar location, Path from, String name) {
        Path file = locate(location, from);
        if (file == null) {
            return;
        }
        if (open.contains(file)) {
            wrong(location, "cannot extend " + location.text() + ": it extends this file again; break the circle");
            return;
        }
        if (files >= MOST_FILES) {
            wrong(
                    location,
                    "cannot extend " + location.text() + ": a configuration is made of at most " + MOST_FILES
                            + " files");
            return;
        }
        String shown = Path.of(name).resolveSibling(location.text()).normalize().toString();
        try {
            configuration(file, shown, reading(BoundedFileReader.readRegularFile(file, LIMITS.bytes()), shown));
        } catch (UnreadableFileException e) {
            wrong(location, "cannot extend " + location.text() + ": the file " + e.getMessage());
        }
    }

    /** The file that is to be extended, relative to the one that names it; null when it is no file's name. */
    private @Nullable Path locate(YamlScalar location, Path from) {
        if (location.text().contains("://")) {
            wrong(location, "only files can be extended; write a path relative to this file");
            return null;
        }
        try {
            return from.resolveSibling(location.text()).normalize();
        } catch (InvalidPathException e) {
            wrong(location, "\"" + location.text() + "\" is not a path to a file");
            return null;
        }
    }

    private void wrong(YamlNode at, String message) {
        builder.wrong(at.diagnostic(ConfigurationSections.RULE, Severity.ERROR, message));
    }

    /** One, or a list of them. */
    private static List<YamlNode> list(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        return node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    }
}
