package dev.capstan.adapter.mcp.internal.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Names that all clients and models take: at most 64 of {@code [a-zA-Z0-9_-]}, and dots for arguments only, because some clients refuse
 * them in names of tools. Other characters become {@code _}, and longer names
 * are cut. A name that this makes equal to another one gets a hash of the published name as its end, so that a name does
 * not depend on where it stands.
 */
final class SafeNames {
    private static final int LONGEST = 64;
    private static final int HASH = 8;

    private SafeNames() {}

    /**
     * The safe forms of some names, in their order, all different. Names that are safe as they are keep their form, whatever
     * comes before them; of equal names the first does, and the others are numbered from 2.
     */
    static List<String> ofTools(List<String> names) {
        return of(names, "_-");
    }

    /** As {@link #ofTools}, with dots. */
    static List<String> ofArguments(List<String> names) {
        return of(names, "_-.");
    }

    private static List<String> of(List<String> names, String marks) {
        @Nullable String[] safe = new String[names.size()];
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < safe.length; i++) {
            String name = names.get(i);
            if (cleaned(name, marks).equals(name) && taken.add(name)) {
                safe[i] = name;
            }
        }
        List<String> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < safe.length; i++) {
            String name = names.get(i);
            String form = safe[i];
            boolean repeated = !seen.add(name);
            all.add(form != null ? form : repeated ? numbered(cleaned(name, marks), taken) : free(name, marks, taken));
        }
        return all;
    }

    private static String free(String name, String marks, Set<String> taken) {
        String form = cleaned(name, marks);
        if (taken.add(form)) {
            return form;
        }
        String hashed = withEnd(form, "_" + hash(name));
        return taken.add(hashed) ? hashed : numbered(hashed, taken);
    }

    private static String numbered(String form, Set<String> taken) {
        int number = 2;
        while (!taken.add(withEnd(form, "-" + number))) {
            number++;
        }
        return withEnd(form, "-" + number);
    }

    private static String withEnd(String form, String end) {
        return form.substring(0, Math.min(form.length(), LONGEST - end.length())) + end;
    }

    private static String cleaned(String name, String marks) {
        char[] characters = name.substring(0, Math.min(name.length(), LONGEST)).toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isSafe(characters[i], marks)) {
                characters[i] = '_';
            }
        }
        return characters.length == 0 ? "_" : new String(characters);
    }

    private static boolean isSafe(char c, String marks) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.indexOf(c) >= 0;
    }

    private static String hash(String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(UTF_8));
        char[] digits = new char[HASH];
        Arrays.fill(digits, '0');
        String hex = Long.toHexString(sum.getValue());
        hex.getChars(0, hex.length(), digits, HASH - hex.length());
        return new String(digits);
    }
}
