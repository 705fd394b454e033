package dev.capstan.document.link.internal.name;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.Severity;
import dev.capstan.document.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What linking a document finds, in the order it is found; each finding once. */
public final class Findings {
    private final Set<Diagnostic> all = new LinkedHashSet<>();

    /** Records something that makes a unit or more dead, and returns it for the unit's own list. */
    public Diagnostic error(String rule, YamlNode at, String message) {
        return add(at.diagnostic(rule, Severity.ERROR, message));
    }

    /** As {@link #error(String, YamlNode, String)}, with the text to write instead; null when none is known. */
    public Diagnostic error(String rule, YamlNode at, String message, @Nullable String suggestion) {
        return add(new Diagnostic(rule, Severity.ERROR, message, at.file(), at.range(), at.pointer(), suggestion));
    }

    /** Records something doubtful. */
    public void warn(String rule, YamlNode at, String message) {
        add(at.diagnostic(rule, Severity.WARN, message));
    }

    public Diagnostic add(Diagnostic diagnostic) {
        all.add(diagnostic);
        return diagnostic;
    }

    /** Everything found, in the order of the source. */
    public List<Diagnostic> inSourceOrder() {
        List<Diagnostic> ordered = new ArrayList<>(all);
        ordered.sort((a, b) -> {
            int byFile = a.file().compareTo(b.file());
            int byLine = Integer.compare(a.range().line(), b.range().line());
            int byColumn = Integer.compare(a.range().column(), b.range().column());
            return byFile != 0 ? byFile : byLine != 0 ? byLine : byColumn;
        });
        return List.copyOf(ordered);
    }
}
