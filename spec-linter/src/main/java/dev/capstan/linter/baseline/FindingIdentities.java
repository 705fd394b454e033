package dev.capstan.linter.baseline;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identities of one document's findings. They survive moved lines, and entries that are added before: where an entry of a
 * list has a name, its name is its place. Used by one thread, finding after finding.
 */
public final class FindingIdentities {
    private static final List<String> NAMES = List.of("namespace", "name", "path", "uri");
    private static final Pattern LINE = Pattern.compile("\\bline \\d+");
    private static final int BYTES = 16;

    private final @Nullable YamlNode root;
    private final MessageDigest digest;
    private final Map<String, Integer> seen = new HashMap<>();

    /** The names in lists that were met, by identity: a finding in each of thousands of entries asks for them. */
    private final Map<YamlSequence, Map<String, Integer>> named = new IdentityHashMap<>();

    /**
     * Identities of a document's findings.
     *
     * @param root null when the document cannot be read
     */
    public FindingIdentities(@Nullable YamlNode root) {
        this.root = root;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The identity of the next finding; of alike ones each gets a fingerprint of its own. */
    public FindingIdentity next(Diagnostic found) {
        String message = found.message();
        if (message.contains("line ")) {
            message = LINE.matcher(message).replaceAll("line");
        }
        String place = place(found.pointer());
        String what = found.rule() + '\0' + place + '\0' + message;
        int count = seen.merge(what, 1, Integer::sum);
        byte[] hash = digest.digest((count == 1 ? what : what + '\0' + count).getBytes(StandardCharsets.UTF_8));
        return new FindingIdentity(found.rule(), place, message, HexFormat.of().formatHex(hash, 0, BYTES));
    }

    private String place(String pointer) {
        StringBuilder place = new StringBuilder();
        YamlNode node = root;
        for (String token : YamlPointer.tokens(pointer)) {
            YamlNode child = node == null ? null : YamlPointer.child(node, token);
            if (child != null && node instanceof YamlSequence sequence) {
                String name = name(sequence, child);
                place.append('[').append(name == null ? token : name).append(']');
            } else {
                place.append(place.isEmpty() ? "" : "/").append(token);
            }
            node = child;
        }
        return place.toString();
    }

    /** What an entry is called, when no other one of the list is called so. */
    private @Nullable String name(YamlSequence sequence, YamlNode item) {
        if (!(item instanceof YamlMapping entry)) {
            return null;
        }
        for (String key : NAMES) {
            String name = entry.text(key);
            if (name != null) {
                Map<String, Integer> counts = named.computeIfAbsent(sequence, FindingIdentities::names);
                return counts.getOrDefault(key + ' ' + name, 0) == 1 ? name : null;
            }
        }
        return null;
    }

    /** How often each name occurs among the entries of a list. */
    private static Map<String, Integer> names(YamlSequence sequence) {
        Map<String, Integer> counts = new HashMap<>();
        for (YamlNode item : sequence.items()) {
            for (String key : NAMES) {
                String name = item instanceof YamlMapping entry ? entry.text(key) : null;
                if (name != null) {
                    counts.merge(key + ' ' + name, 1, Integer::sum);
                }
            }
        }
        return counts;
    }
}
