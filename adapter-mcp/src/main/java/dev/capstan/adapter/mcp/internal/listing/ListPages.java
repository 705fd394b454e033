package dev.capstan.adapter.mcp.internal.listing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.internal.protocol.Envelope;
import dev.capstan.adapter.mcp.internal.text.GzipTail;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results of a method that lists, written and compressed once. Cursors hold a check sum of the list, so that one from another
 * version of the document is refused and not answered with the wrong page. Immutable.
 */
public final class ListPages {
    /** Many clients never ask for a second page: nearly every list is on the first one. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** Shorter ones fit into one packet or two as they are. */
    private static final int LEAST_COMPRESSED = 2048;

    /**
     * One of them.
     *
     * @param members of the result
     * @param compressed the same; null where that is not worth it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Page(byte[] members, @Nullable GzipTail compressed) {}

    private final Map<String, Page> pages = new HashMap<>();

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
            byte[] members = page.toByteArray();
            pages.put(
                    cursor, new Page(members, members.length < LEAST_COMPRESSED ? null : Envelope.compressed(members)));
            cursor = nextCursor;
            from = next;
        } while (from < written.size());
    }

    /** Whether this list is the same as that one. */
    public boolean isSameAs(ListPages other) {
        if (!pages.keySet().equals(other.pages.keySet())) {
            return false;
        }
        for (Map.Entry<String, Page> page : pages.entrySet()) {
            Page its = other.pages.get(page.getKey());
            if (its == null || !Arrays.equals(page.getValue().members(), its.members())) {
                return false;
            }
        }
        return true;
    }

    private static String cursorOf(int index, long sum) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((Long.toHexString(sum) + ":" + index).getBytes(UTF_8));
    }

    /**
     * The page at that cursor; the first one for the empty cursor; null when the cursor is none of this list.
     */
    @Nullable
    Page at(String cursor) {
        return pages.get(cursor);
    }
}
