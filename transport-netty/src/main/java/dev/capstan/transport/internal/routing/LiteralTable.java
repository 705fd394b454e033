package dev.capstan.transport.internal.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash table that is looked up by a stretch of a text, without cutting it out. */
final class LiteralTable<T> {
    private final String[] keys;
    private final Object[] values;
    private final int mask;
    private final int longest;

    LiteralTable(Map<String, T> entries) {
        int capacity = Integer.highestOneBit(Math.max(1, entries.size() * 2 - 1)) << 1;
        keys = new String[capacity];
        values = new Object[capacity];
        mask = capacity - 1;
        int length = -1;
        for (Map.Entry<String, T> entry : entries.entrySet()) {
            String key = entry.getKey();
            length = Math.max(length, key.length());
            int slot = spread(key.hashCode()) & mask;
            while (keys[slot] != null) {
                slot = slot + 1 & mask;
            }
            keys[slot] = key;
            values[slot] = entry.getValue();
        }
        longest = length;
    }

    /** What is there under the text between those bounds; null when nothing is. */
    @Nullable
    T get(String text, int from, int to) {
        int length = to - from;
        if (length > longest) {
            return null;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = spread(hash) & mask;
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (key.length() == length && text.startsWith(key, from)) {
                @SuppressWarnings("unchecked")
                T value = (T) values[slot];
                return value;
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }
}
