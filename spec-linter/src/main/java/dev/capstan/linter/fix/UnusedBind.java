package dev.capstan.linter.fix;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.diagnostic.SourceText;
import dev.capstan.document.yaml.YamlMapping;
import org.jspecify.annotations.Nullable;

/**
 * Removes the line of a variable that nothing uses. It stays where no other one of its bind is used, for a bind needs one,
 * and where a comment stands behind it, for comments are not ours to remove.
 */
final class UnusedBind implements Fixer {
    @Override
    public @Nullable Fix fix(Diagnostic found, FixContext context) {
        YamlMapping.Entry entry = context.entry(found.pointer());
        if (entry == null
                || !(entry.value().parent() instanceof YamlMapping keys)
                || !othersAreUsed(found, keys, context)) {
            return null;
        }
        SourceText source = context.source();
        SourceRange key = entry.key().range();
        SourceRange value = entry.value().range();
        String line = source.line(key.line());
        int length = line.codePointCount(0, line.length());
        SourceRange before = new SourceRange(key.line(), 1, key.line(), key.column());
        SourceRange behind = new SourceRange(value.endLine(), value.endColumn(), value.endLine(), length + 1);
        boolean alone = key.line() == value.endLine()
                && source.slice(before).isBlank()
                && source.slice(behind).isBlank()
                && key.line() < source.lines();
        return alone ? new Fix(found.rule(), new SourceRange(key.line(), 1, key.line() + 1, 1), "") : null;
    }

    private static boolean othersAreUsed(Diagnostic found, YamlMapping keys, FixContext context) {
        String place = keys.pointer() + "/";
        long unused = context.diagnostics().stream()
                .filter(other ->
                        other.rule().equals(found.rule()) && other.pointer().startsWith(place))
                .map(Diagnostic::pointer)
                .distinct()
                .count();
        return unused < keys.entries().size();
    }
}
