package dev.capstan.languageserver.internal.outline;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.document.yaml.reader.YamlReading;
import dev.capstan.languageserver.internal.text.EditorText;

/**
 * Reads a document that may not be valid YAML at the moment: lines that stand in the way are read as empty. All other
 * places stay what they are.
 */
public final class LenientReading {
    private static final int MOST_REPAIRS = 12;
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);

    private LenientReading() {}

    /** The document; without a root when no way was found to read it. */
    public static YamlReading read(EditorText text, String name) {
        YamlReading reading = READER.read(text.source().text(), name);
        if (reading.root() != null) {
            return reading;
        }
        String[] lines = new String[text.lineCount()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = text.line(i);
        }
        for (int repair = 0; repair < MOST_REPAIRS && reading.root() == null; repair++) {
            int culprit = culprit(lines, reading.diagnostics().get(0));
            if (culprit < 0) {
                return reading;
            }
            lines[culprit] = "";
            reading = READER.read(String.join("\n", lines), name);
        }
        return reading;
    }

    /** The line at which reading failed, or the last one before it that is neither a key nor an item. */
    private static int culprit(String[] lines, Diagnostic failure) {
        int failed = Math.min(failure.range().line() - 1, lines.length - 1);
        int last = failed;
        while (last > 0 && lines[last].isBlank()) {
            last--;
        }
        for (int line = last; line >= 0 && line >= last - 1; line--) {
            LineTokens tokens = LineTokens.of(lines[line]);
            if (!tokens.blank() && tokens.key() == null && tokens.dashes().isEmpty()) {
                return line;
            }
        }
        return lines[last].isBlank() ? -1 : last;
    }
}
