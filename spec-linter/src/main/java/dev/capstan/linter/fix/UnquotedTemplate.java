package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts quotes around a value that starts with {@code {{}: YAML reads it as a mapping otherwise. */
final class UnquotedTemplate implements Fixer {
    private static final Pattern LINE =
            Pattern.compile("(\\s*(?:- +)*[A-Za-z0-9_.-]+: +)(\\{\\{\\s*[A-Za-z0-9_.$-]+\\s*}}[^\\s\"\\\\#]*)\\s*");

    @Override
    public @Nullable Fix fix(Diagnostic found, FixContext context) {
        int line = found.range().line();
        Matcher matcher = LINE.matcher(context.source().line(line));
        if (context.root() != null || !matcher.matches()) {
            return null;
        }
        int start = matcher.start(2) + 1;
        int end = matcher.end(2) + 1;
        boolean meant = found.range().column() >= start && found.range().column() <= end;
        return meant
                ? new Fix(found.rule(), new SourceRange(line, start, line, end), '"' + matcher.group(2) + '"')
                : null;
    }
}
