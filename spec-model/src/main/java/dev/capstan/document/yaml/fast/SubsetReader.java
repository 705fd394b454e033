package dev.capstan.document.yaml.fast;

import dev.capstan.document.diagnostic.SourceRange;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlScalar;
import dev.capstan.document.yaml.YamlSequence;
import dev.capstan.document.yaml.reader.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what capability documents use of YAML, many times as fast as the full parser: block mappings and sequences of
 * scalars, and flow collections that stay on one line. Anchors, tags, tabs, documents in a row, odd indentation and
 * everything that is wrong is outside of that: then it gives up, and {@link YamlReader} asks the full parser, which also
 * has the errors to tell. What it does read is node for node, place for place what the full parser would have read.
 */
public final class SubsetReader {
    private final String file;
    private final YamlLimits limits;
    private final SubsetCursor cursor;
    private final SubsetScalars scalars;
    private int nodes;

    private SubsetReader(SubsetCursor cursor, String file, YamlLimits limits) {
        this.file = file;
        this.limits = limits;
        this.cursor = cursor;
        this.scalars = new SubsetScalars(cursor, file);
    }

    /** The root of a document; null when only the full parser can tell. */
    public static @Nullable YamlNode read(String text, String file, YamlLimits limits) {
        try {
            return new SubsetReader(new SubsetCursor(text), file, limits).root();
        } catch (OutsideSubset beyond) {
            return null;
        }
    }

    private YamlNode root() {
        cursor.toFirstContent();
        YamlNode root = cursor.isAtEntry() ? sequence(false, 0) : mapping(scalars.colonOfKey(), 0);
        if (!cursor.isAtEnd()) {
            throw new OutsideSubset();
        }
        return root;
    }

    /** A block mapping whose first key starts here and ends with the colon at an index, if there is one. */
    private YamlMapping mapping(int firstColon, int depth) {
        if (firstColon < 0) {
            throw new OutsideSubset();
        }
        enter(depth);
        int indent = cursor.column();
        LinkedHashMap<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        SourceRange start = null;
        YamlNode last;
        int colon = firstColon;
        do {
            YamlScalar key = scalars.key(colon);
            count();
            if (start == null) {
                start = key.range();
            }
            last = value(indent, depth);
            if (entries.put(key.text(), new YamlMapping.Entry(key, last)) != null) {
                throw new OutsideSubset();
            }
            if (cursor.column() != indent) {
                break;
            }
            colon = scalars.colonOfKey();
        } while (colon >= 0);
        if (cursor.column() >= indent) {
            throw new OutsideSubset();
        }
        return new YamlMapping(file, start.to(last.range()), entries);
    }

    /** What follows the colon behind a key; the cursor stands behind the colon. */
    private YamlNode value(int indent, int depth) {
        SourceRange nothing = cursor.range(cursor.at, cursor.at);
        cursor.skipSpaces();
        if (!cursor.isAtLineEnd()) {
            return inline(indent, depth + 1);
        }
        cursor.toNextContent();
        if (cursor.column() > indent) {
            return block(indent, depth + 1);
        }
        if (cursor.column() == indent && cursor.isAtEntry()) {
            return sequence(true, depth + 1);
        }
        return empty(nothing);
    }

    private YamlScalar empty(SourceRange place) {
        count();
        return new YamlScalar(file, place, "", YamlScalar.Kind.NULL, false);
    }

    /** What starts on a line of its own, or behind the dash of a sequence's item. */
    private YamlNode block(int parentIndent, int depth) {
        if (cursor.isAtEntry()) {
            return sequence(false, depth);
        }
        int colon = scalars.colonOfKey();
        return colon >= 0 ? mapping(colon, depth) : inline(parentIndent, depth);
    }

    /**
     * A block sequence whose first dash is here.
     *
     * @param inMapping whether it is indented no more than the key that it belongs to
     */
    private YamlSequence sequence(boolean inMapping, int depth) {
        enter(depth);
        int indent = cursor.column();
        SourceRange start = cursor.range(cursor.at, cursor.at);
        List<YamlNode> items = new ArrayList<>();
        do {
            cursor.at++;
            items.add(item(indent, depth));
        } while (cursor.column() == indent && cursor.isAtEntry());
        if (cursor.column() > indent || cursor.column() == indent && !inMapping) {
            throw new OutsideSubset();
        }
        return new YamlSequence(file, start.to(items.get(items.size() - 1).range()), items);
    }

    private YamlNode item(int indent, int depth) {
        SourceRange nothing = cursor.range(cursor.at, cursor.at);
        cursor.skipSpaces();
        if (!cursor.isAtLineEnd()) {
            return block(indent, depth + 1);
        }
        cursor.toNextContent();
        return cursor.column() > indent ? block(indent, depth + 1) : empty(nothing);
    }

    /** A scalar or a flow collection, with what belongs to it on the lines below; then to the next content. */
    private YamlNode inline(int parentIndent, int depth) {
        char first = cursor.current();
        if (first == '[' || first == '{') {
            YamlNode flow = flow(depth);
            cursor.toNextContent();
            return flow;
        }
        count();
        return scalars.scalar(parentIndent);
    }

    private YamlNode flow(int depth) {
        char first = cursor.current();
        if (first == '[') {
            return flowSequence(depth);
        }
        if (first == '{') {
            return flowMapping(depth);
        }
        count();
        return scalars.flowScalar();
    }

    private YamlSequence flowSequence(int depth) {
        enter(depth);
        int start = cursor.at++;
        List<YamlNode> items = new ArrayList<>();
        cursor.skipSpaces();
        if (cursor.current() != ']') {
            items.add(flow(depth + 1));
            while (isAtComma()) {
                items.add(flow(depth + 1));
            }
        }
        return new YamlSequence(file, closed(start, ']'), items);
    }

    private YamlMapping flowMapping(int depth) {
        enter(depth);
        int start = cursor.at++;
        LinkedHashMap<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        cursor.skipSpaces();
        if (cursor.current() != '}') {
            do {
                YamlScalar key = scalars.flowScalar();
                count();
                if (cursor.current() != ':' || cursor.next() != ' ') {
                    throw new OutsideSubset();
                }
                cursor.at++;
                cursor.skipSpaces();
                if (entries.put(key.text(), new YamlMapping.Entry(key, flow(depth + 1))) != null) {
                    throw new OutsideSubset();
                }
            } while (isAtComma());
        }
        return new YamlMapping(file, closed(start, '}'), entries);
    }

    /** Whether a comma stands here; then to what it separates. */
    private boolean isAtComma() {
        cursor.skipSpaces();
        if (cursor.current() != ',') {
            return false;
        }
        cursor.at++;
        cursor.skipSpaces();
        return true;
    }

    private SourceRange closed(int start, char bracket) {
        if (cursor.current() != bracket) {
            throw new OutsideSubset();
        }
        cursor.at++;
        return cursor.range(start, cursor.at);
    }

    private void enter(int depth) {
        if (depth >= limits.depth()) {
            throw new OutsideSubset();
        }
        count();
    }

    private void count() {
        if (++nodes > limits.nodes()) {
            throw new OutsideSubset();
        }
    }
}
