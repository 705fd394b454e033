package dev.capstan.document.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901) to the nodes of a document, as {@link YamlNode#pointer} writes them. */
public final class YamlPointer {
    private static final int MOST_DIGITS = 9;

    private YamlPointer() {}

    /** The keys and indexes of a pointer, unescaped; none for the pointer to a whole document. */
    public static List<String> tokens(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        List<String> tokens = new ArrayList<>();
        for (String token : pointer.substring(1).split("/", -1)) {
            tokens.add(unescaped(token));
        }
        return tokens;
    }

    /** The last key or index of a pointer, unescaped; empty for the pointer to a whole document. */
    public static String lastToken(String pointer) {
        return unescaped(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    /** The pointer to what holds a node; empty also for the pointer to a whole document. */
    public static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /** Whether a pointer leads to a node, or to something inside it. */
    public static boolean isAtOrBelow(String pointer, String above) {
        return pointer.startsWith(above)
                && (pointer.length() == above.length() || pointer.charAt(above.length()) == '/');
    }

    /** The node that a pointer leads to; null when there is none. */
    public static @Nullable YamlNode resolve(@Nullable YamlNode root, String pointer) {
        YamlNode node = root;
        for (String token : tokens(pointer)) {
            node = node == null ? null : child(node, token);
        }
        return node;
    }

    /** The member that a pointer leads to; null when it leads to no member of a mapping. */
    public static YamlMapping.@Nullable Entry entry(@Nullable YamlNode root, String pointer) {
        return !pointer.isEmpty() && resolve(root, parent(pointer)) instanceof YamlMapping mapping
                ? mapping.entry(lastToken(pointer))
                : null;
    }

    /** The value of a key, or the item at an index; null when there is none. */
    public static @Nullable YamlNode child(YamlNode node, String token) {
        if (node instanceof YamlMapping mapping) {
            return mapping.get(token);
        }
        if (node instanceof YamlSequence sequence && isIndex(token)) {
            int index = Integer.parseInt(token);
            return index < sequence.items().size() ? sequence.items().get(index) : null;
        }
        return null;
    }

    private static boolean isIndex(String token) {
        return !token.isEmpty()
                && token.length() <= MOST_DIGITS
                && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String unescaped(String token) {
        return token.indexOf('~') < 0 ? token : token.replace("~1", "/").replace("~0", "~");
    }
}
