package dev.capstan.adapter.mcp.internal.listing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results of a method that lists, written once. Cursors hold a check sum of the list, so that one from another version of the
 * document is refused and not answered with the wrong page. Immutable.
 */
public final class ListPages {
    /** Many clients never ask for a second page: nearly every list is on the first one. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final Map<String, byte[]> pages = new HashMap<>();

    /**
     * The pages of a list.
     *
     * @param member what the result calls the list
     * @param entries in the order of the list
     */
    public ListPages(JsonMapper mapper, String member, List<ObjectNode> entries) {
        List<byte[]> written = entries.stream().map(mapper::writeValueAsBytes).toList();
        CRC32 sum = new CRC32();
        written.forEach(sum::update);
        byte[] begin = ("\"" + member + "\":[").getBytes(US_ASCII);
        String cursor = "";
        int from = 0;
        do {
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            page.writeBytes(begin);
            int next = from;
            while (next < written.size() && (next == from || page.size() + written.get(next).length < MOST_BYTES)) {
                if (next > from) {
                    page.write(',');
                }
                page.writeBytes(written.get(next));
                next++;
            }
            page.write(']');
            String nextCursor = next < written.size() ? cursorOf(next, sum.getValue()) : "";
            if (!nextCursor.isEmpty()) {
                page.writeBytes((",\"nextCursor\":\"" + nextCursor + "\"").getBytes(US_ASCII));
            }
            pages.put(cursor, page.toByteArray());
            cursor = nextCursor;
            from = next;
        } while (from < written.size());
    }

    private static String cursorOf(int index, long sum) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((Long.toHexString(sum) + ":" + index).getBytes(UTF_8));
    }

    /**
     * The page at that cursor, as the members of a result; the first one for the empty cursor; null when the cursor is none of this
     * list.
     */
    byte @Nullable [] at(String cursor) {
        return pages.get(cursor);
    }
}
