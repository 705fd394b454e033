package dev.capstan.document.yaml.reader;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.document.file.BoundedFileReader;
import dev.capstan.document.file.UnreadableFileException;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.fast.SubsetReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a YAML 1.2 document into positioned nodes. Stateless; never throws for what a file holds. */
public final class YamlReader {
    private static final String RULE = "yaml-syntax";

    /** What a lenient decoder puts where the bytes are malformed; a document may hold it, too. */
    private static final char REPLACEMENT = '\uFFFD';

    private final YamlLimits limits;

    /** A reader that refuses what goes beyond those limits. */
    public YamlReader(YamlLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a file that a user names.
     *
     * @param path the file
     * @param name its name in diagnostics
     */
    public YamlReading read(Path path, String name) {
        try {
            return read(BoundedFileReader.readFile(path, limits.bytes()), name);
        } catch (UnreadableFileException e) {
            return unreadable(e, name);
        }
    }

    /** What is told of a file that cannot be read. */
    public YamlReading unreadable(UnreadableFileException why, String name) {
        return why.reason() == UnreadableFileException.Reason.TOO_LARGE
                ? tooLarge(name)
                : failed(Diagnostic.ofFile("file-unreadable", Severity.ERROR, name, "the file " + why.getMessage()));
    }

    /** Reads a document that is held as UTF-8 bytes. */
    public YamlReading read(byte[] bytes, String name) {
        if (bytes.length > limits.bytes()) {
            return tooLarge(name);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int broken = text.indexOf(REPLACEMENT) < 0 ? -1 : firstMalformed(bytes);
        if (broken >= 0) {
            String before = new String(bytes, 0, broken, StandardCharsets.UTF_8);
            return failed(new Diagnostic(
                    RULE,
                    Severity.ERROR,
                    "the document is not UTF-8 from here on; save it with that encoding",
                    name,
                    end(before),
                    "",
                    null));
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
            ParserRefusal refused = ParserRefusal.of(e);
            return failed(new Diagnostic(RULE, Severity.ERROR, refused.message(), name, refused.range(), "", null));
        } catch (ReaderException e) {
            String message = "the character U+%04X is not allowed in YAML; remove it".formatted(e.getCodePoint());
            return failed(new Diagnostic(
                    RULE, Severity.ERROR, message, name, end(before(content, e.getCodePoint())), "", null));
        } catch (YamlVersionException e) {
            return failed(Diagnostic.ofFile(
                    RULE, Severity.ERROR, name, "the line with %YAML asks for another version than 1.2; remove it"));
        } catch (NumberFormatException e) {
            // The scanner reads the digits of an escape that the text's end cuts off.
            return failed(Diagnostic.ofFile(
                    RULE,
                    Severity.ERROR,
                    name,
                    "the document ends inside of an escape such as \\u00e9; close the quotes"));
        } catch (YamlEngineException e) {
            return failed(Diagnostic.ofFile(RULE, Severity.ERROR, name, "not valid YAML: " + e.getMessage()));
        }
    }

    /** The index of the first byte that is not UTF-8; -1 when all are. */
    private static int firstMalformed(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return result.isError() ? in.position() : -1;
    }

    private static String before(String text, int codePoint) {
        return text.substring(0, Math.max(0, text.indexOf(codePoint)));
    }

    /** The place behind a text. */
    private static SourceRange end(String text) {
        SourceText before = SourceText.of(text);
        int line = before.lines();
        String last = before.line(line);
        int column = last.codePointCount(0, last.length()) + 1;
        return new SourceRange(line, column, line, column + 1);
    }

    private static YamlReading failed(Diagnostic diagnostic) {
        return new YamlReading(null, List.of(diagnostic));
    }

    private YamlReading tooLarge(String name) {
        String message = "the document is larger than " + BoundedFileReader.size(limits.bytes()) + "; split it";
        return failed(Diagnostic.ofFile(RULE, Severity.ERROR, name, message));
    }
}
