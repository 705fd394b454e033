package dev.capstan.adapter.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The results of {@code tools/list}, written once. Cursors hold a check sum of the list, so that one from another version
 * of the document is refused and not answered with the wrong page.
 */
final class ToolPages {
    /** Large enough that clients which never ask for a second page see all of nearly every server. */
    static final int SIZE = 200;

    private final Map<String, byte[]> pages = new HashMap<>();

    /**
     * @param tools their descriptions, in the order of the list
     */
    ToolPages(JsonMapper mapper, List<ObjectNode> tools) {
        CRC32 sum = new CRC32();
        tools.forEach(tool -> sum.update(mapper.writeValueAsBytes(tool)));
        String cursor = "";
        int from = 0;
        do {
            int to = Math.min(from + SIZE, tools.size());
            ObjectNode page = mapper.createObjectNode();
            ArrayNode list = page.putArray("tools");
            tools.subList(from, to).forEach(list::add);
            String next = to < tools.size() ? cursorOf(to, sum.getValue()) : null;
            if (next != null) {
                page.put("nextCursor", next);
            }
            pages.put(cursor, mapper.writeValueAsBytes(page));
            cursor = next == null ? "" : next;
            from = to;
        } while (from < tools.size());
    }

    private static String cursorOf(int index, long sum) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((Long.toHexString(sum) + ":" + index).getBytes(UTF_8));
    }

    /** The page at that cursor, as JSON; the first one for the empty cursor; null when the cursor is none of this list. */
    byte @Nullable [] at(String cursor) {
        return pages.get(cursor);
    }
}
