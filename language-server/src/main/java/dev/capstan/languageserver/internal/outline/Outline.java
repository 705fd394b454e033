package dev.capstan.languageserver.internal.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a document's structure from its indentation, whether or not it is valid YAML: mappings, sequences,
 * and texts as written. Filled by {@link OutlineBuilder} and not changed afterwards.
 */
public abstract sealed class Outline {
    private final @Nullable Outline parent;
    private final String token;

    Outline(@Nullable Outline parent, String token) {
        this.parent = parent;
        this.token = token;
    }

    /** What holds this; null for the root. */
    @Nullable
    Outline parent() {
        return parent;
    }

    /** Its key or index in what holds it. */
    String token() {
        return token;
    }

    /** The keys and indexes that lead here from the root. */
    public List<String> path() {
        List<String> path = parent == null ? new ArrayList<>() : parent.path();
        if (parent != null) {
            path.add(token);
        }
        return path;
    }

    /** Whether its latest member waits for a value. */
    abstract boolean open();

    /** Gives the latest member its value. */
    abstract void fill(Outline child);

    /** The token of the latest member. */
    abstract String latest();

    /** A mapping. */
    public static final class Mapping extends Outline {
        private final Map<String, @Nullable Outline> members = new LinkedHashMap<>();
        private String latest = "";

        Mapping(@Nullable Outline parent, String token) {
            super(parent, token);
        }

        public Map<String, @Nullable Outline> members() {
            return members;
        }

        void add(String key) {
            latest = key;
            members.put(key, null);
        }

        @Override
        boolean open() {
            return !members.isEmpty() && members.get(latest) == null;
        }

        @Override
        void fill(Outline child) {
            members.put(latest, child);
        }

        @Override
        String latest() {
            return latest;
        }
    }

    /** A sequence. */
    static final class Sequence extends Outline {
        private final List<@Nullable Outline> items = new ArrayList<>();

        Sequence(@Nullable Outline parent, String token) {
            super(parent, token);
        }

        void add() {
            items.add(null);
        }

        @Override
        boolean open() {
            return !items.isEmpty() && items.get(items.size() - 1) == null;
        }

        @Override
        void fill(Outline child) {
            items.set(items.size() - 1, child);
        }

        @Override
        String latest() {
            return Integer.toString(items.size() - 1);
        }
    }

    /** A scalar as written, quotes and all. */
    static final class Text extends Outline {
        private final String written;

        Text(Outline parent, String token, String written) {
            super(parent, token);
            this.written = written;
        }

        String written() {
            return written;
        }

        @Override
        boolean open() {
            return false;
        }

        @Override
        void fill(Outline child) {
            throw new IllegalStateException("a text holds nothing");
        }

        @Override
        String latest() {
            return "";
        }
    }
}
