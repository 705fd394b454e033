package dev.capstan.languageserver.internal.outline;

import dev.capstan.languageserver.internal.text.EditorText;
import dev.capstan.languageserver.internal.text.TextPosition;
import dev.capstan.languageserver.internal.text.TextRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Builds the outline of a document line by line, and finds the cursor in it. Used once, by one thread. */
public final class OutlineBuilder {
    private record Level(Outline outline, int column) {}

    private final EditorText text;
    private final TextPosition position;
    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable Cursor cursor;

    private OutlineBuilder(EditorText text, TextPosition position) {
        this.text = text;
        this.position = position;
    }

    /** Where in the structure a position is; null where nothing can be written but free text. */
    public static @Nullable Cursor cursor(EditorText text, TextPosition position) {
        OutlineBuilder builder = new OutlineBuilder(text, text.within(position));
        builder.build();
        return builder.cursor;
    }

    private void build() {
        levels.push(new Level(new Outline.Mapping(null, ""), 0));
        for (int line = 0; line < text.lineCount(); line++) {
            String content = text.line(line);
            if (content.startsWith("---") || content.startsWith("%")) {
                continue;
            }
            LineTokens tokens = LineTokens.of(content);
            if (line == position.line()) {
                cursorLine(content, tokens);
            } else if (!tokens.blank()) {
                add(content, tokens, line, -1);
            }
            line = skipContinuation(content, tokens, line);
        }
    }

    private void cursorLine(String content, LineTokens tokens) {
        int at = position.character();
        if (at > tokens.end()
                && content.substring(tokens.end()).contains("#")
                && content.indexOf('#', tokens.end()) < at) {
            if (!tokens.blank()) {
                add(content, tokens, position.line(), -1);
            }
            return;
        }
        if (tokens.start() >= tokens.end()) {
            tokens.dashes().stream().filter(dash -> dash < at).forEach(this::item);
            keyAt(at, TextRange.onLine(position.line(), at, at), "", false);
        } else if (at < tokens.start()) {
            add(content, tokens, position.line(), -1);
        } else if (tokens.key() != null && at > tokens.keyEnd()) {
            add(content, tokens, position.line(), at);
        } else if (tokens.key() == null && "{[".indexOf(content.charAt(tokens.start())) >= 0) {
            add(content, tokens, position.line(), at);
        } else {
            tokens.dashes().forEach(this::item);
            int quote = "\"'".indexOf(content.charAt(tokens.start())) >= 0 && at > tokens.start() ? 1 : 0;
            String written = content.substring(tokens.start() + quote, at);
            int end = tokens.key() == null ? tokens.end() : tokens.keyEnd();
            TextRange range = TextRange.onLine(position.line(), tokens.start(), Math.max(at, end));
            keyAt(tokens.start(), range, written, tokens.key() != null);
        }
    }

    private void add(String content, LineTokens tokens, int line, int cursorAt) {
        tokens.dashes().forEach(this::item);
        Outline holder;
        String key = tokens.key();
        if (key != null) {
            Level level = mapping(tokens.start());
            if (level == null) {
                return;
            }
            holder = level.outline();
            ((Outline.Mapping) holder).add(key);
        } else if (!tokens.dashes().isEmpty()) {
            holder = levels.element().outline();
        } else {
            return;
        }
        value(content, tokens, holder, line, cursorAt);
    }

    private void value(String content, LineTokens tokens, Outline holder, int line, int cursorAt) {
        int from = tokens.value();
        int end = tokens.end();
        if (from < end && "{[".indexOf(content.charAt(from)) >= 0) {
            FlowReader reader = new FlowReader(content, line, end, cursorAt);
            reader.read(holder, from);
            if (reader.cursor() != null) {
                cursor = reader.cursor();
            }
            return;
        }
        if (cursorAt >= 0 && tokens.key() != null) {
            boolean quoted = from < end && "\"'".indexOf(content.charAt(from)) >= 0;
            int start = Math.min(quoted ? from + 1 : from, cursorAt);
            boolean closed = quoted && end > from + 1 && content.charAt(end - 1) == content.charAt(from);
            int stop = Math.max(cursorAt, closed ? end - 1 : end);
            TextRange range = TextRange.onLine(line, start, Math.min(stop, content.length()));
            cursor = new Cursor(holder, tokens.key(), range, content.substring(start, cursorAt), false, false);
        }
        if (from < end) {
            holder.fill(new Outline.Text(holder, holder.latest(), content.substring(from, end)));
        }
    }

    /** A dash: an item of the sequence at its column, or of a new one. */
    private void item(int column) {
        while (levels.size() > 1 && levels.element().column() > column) {
            levels.pop();
        }
        Outline top = levels.element().outline();
        if (!(top instanceof Outline.Sequence) || levels.element().column() != column) {
            Outline.Sequence sequence = new Outline.Sequence(top, top.latest());
            if (top.open()) {
                top.fill(sequence);
            }
            levels.push(new Level(sequence, column));
            top = sequence;
        }
        ((Outline.Sequence) top).add();
    }

    /** The mapping whose keys stand at a column; null where the indentation fits none. */
    private @Nullable Level mapping(int column) {
        while (levels.size() > 1 && !holdsKeysAt(levels.element(), column)) {
            levels.pop();
        }
        Level top = levels.element();
        if (top.outline() instanceof Outline.Mapping && top.column() == column) {
            return top;
        }
        Outline.Mapping mapping =
                new Outline.Mapping(top.outline(), top.outline().latest());
        if (top.outline().open()) {
            top.outline().fill(mapping);
        }
        Level level = new Level(mapping, column);
        levels.push(level);
        return level;
    }

    private static boolean holdsKeysAt(Level level, int column) {
        return level.column() < column || (level.column() == column && level.outline() instanceof Outline.Mapping);
    }

    /** A key is being written, or could be. What stands around it stays as it is. */
    private void keyAt(int column, TextRange range, String written, boolean separated) {
        Level found = null;
        Iterator<Level> iterator = levels.iterator();
        while (iterator.hasNext() && found == null) {
            Level level = iterator.next();
            found = holdsKeysAt(level, column) ? level : null;
        }
        if (found == null) {
            return;
        }
        boolean exact = found.outline() instanceof Outline.Mapping && found.column() == column;
        boolean empty = found.column() == 0 && found.outline().parent() == null && !hasMembers(found.outline());
        if (exact || empty) {
            cursor = new Cursor(found.outline(), null, range, written, false, separated);
        } else if (found.outline().open()) {
            Level level = mapping(column);
            if (level != null) {
                cursor = new Cursor(level.outline(), null, range, written, false, separated);
            }
        }
    }

    private static boolean hasMembers(Outline outline) {
        return outline instanceof Outline.Mapping mapping && !mapping.members().isEmpty();
    }

    /** Lines that continue a text: block scalars, and quotes or brackets that are not closed yet. */
    private int skipContinuation(String content, LineTokens tokens, int line) {
        if (tokens.blank() || tokens.value() >= tokens.end()) {
            return line;
        }
        String value = content.substring(tokens.value(), tokens.end());
        boolean block = value.matches("[|>][0-9+-]*");
        boolean open = !block && FlowReader.unclosed(value);
        if (!block && !open) {
            return line;
        }
        int column = tokens.key() != null
                ? tokens.start()
                : tokens.dashes().isEmpty()
                        ? 0
                        : tokens.dashes().get(tokens.dashes().size() - 1);
        int last = line;
        while (last + 1 < text.lineCount() && continues(text.line(last + 1), column, block)) {
            last++;
            if (last == position.line() && position.character() > column) {
                inText(tokens, last);
            }
        }
        return last;
    }

    private static boolean continues(String next, int column, boolean block) {
        int indent = LineTokens.skipSpaces(next, 0, next.length());
        boolean blank = indent == next.length();
        return block
                ? blank || indent > column
                : !blank && indent > column && LineTokens.of(next).key() == null;
    }

    private void inText(LineTokens tokens, int line) {
        String key = tokens.key();
        if (key != null) {
            String content = text.line(line);
            int at = position.character();
            TextRange range = TextRange.onLine(line, at, at);
            cursor = new Cursor(levels.element().outline(), key, range, content.substring(0, at), false, false);
        }
    }
}
