package dev.capstan.spec.yaml;

import dev.capstan.spec.diagnostic.Diagnostic;
import dev.capstan.spec.diagnostic.Severity;
import dev.capstan.spec.diagnostic.SourceRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a YAML 1.2 document into positioned nodes. Stateless; never throws for what a file holds. */
public final class YamlReader {
    private static final String RULE = "yaml-syntax";

    /** What a lenient decoder puts where the bytes are malformed; a document may hold it, too. */
    private static final char REPLACEMENT = '\uFFFD';

    private final YamlLimits limits;

    public YamlReader(YamlLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param name its name in diagnostics
     */
    public YamlReading read(Path path, String name) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(limits.bytes() + 1);
            return read(bytes, name);
        } catch (IOException e) {
            String why = Files.isDirectory(path)
                    ? "is a directory, not a document"
                    : Files.exists(path) ? "cannot be read: check its permissions" : "does not exist";
            return failed(Diagnostic.ofFile("file-unreadable", Severity.ERROR, name, "the file " + why));
        }
    }

    /** Reads a document that is held as UTF-8 bytes. */
    public YamlReading read(byte[] bytes, String name) {
        if (bytes.length > limits.bytes()) {
            return failed(Diagnostic.ofFile(
                    RULE, Severity.ERROR, name, "the document is larger than " + limits.bytes() + " bytes"));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isWellFormed(bytes)) {
            return failed(Diagnostic.ofFile(
                    RULE, Severity.ERROR, name, "the document is not UTF-8; save it with that encoding"));
        }
        return read(text, name);
    }

    /** Reads a document that is held as text. */
    public YamlReading read(String text, String name) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        YamlNode common = SubsetReader.read(content, name, limits);
        return common == null ? readFully(content, name) : new YamlReading(common, List.of());
    }

    /** Reads all of YAML, and says what is wrong. */
    YamlReading readFully(String content, String name) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setUseMarks(true)
                .setParseComments(false)
                .setCodePointLimit(limits.bytes())
                // The scanner copies its window for each further piece of a long scalar: one piece, one copy.
                .setBufferSize(Math.max(content.length(), 64))
                .build();
        try {
            return new Composer(new ParserImpl(settings, new StreamReader(settings, content)), content, name, limits)
                    .compose();
        } catch (ComposerRefusal e) {
            return failed(e.diagnostic());
        } catch (MarkedYamlEngineException e) {
            SourceRange range = e.getProblemMark().map(YamlReader::at).orElse(SourceRange.START);
            String context = e.getContext() == null || e.getContext().isBlank()
                    ? ""
                    : " " + e.getContext().trim();
            return failed(new Diagnostic(
                    RULE, Severity.ERROR, "not valid YAML" + context + ": " + e.getProblem(), name, range, "", null));
        } catch (ReaderException e) {
            return failed(Diagnostic.ofFile(
                    RULE,
                    Severity.ERROR,
                    name,
                    "the document holds a character that YAML does not allow, U+%04X, at offset %d"
                            .formatted(e.getCodePoint(), e.getPosition())));
        } catch (YamlEngineException e) {
            return failed(Diagnostic.ofFile(RULE, Severity.ERROR, name, "not valid YAML: " + e.getMessage()));
        }
    }

    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static YamlReading failed(Diagnostic diagnostic) {
        return new YamlReading(null, List.of(diagnostic));
    }

    private static SourceRange at(Mark mark) {
        int line = mark.getLine() + 1;
        int column = mark.getColumn() + 1;
        return new SourceRange(line, column, line, column + 1);
    }
}
