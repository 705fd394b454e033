package dev.capstan.adapter.mcp.internal.reduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts a JSON value to a size. What is left is a JSON value of the same shape: arrays lose their last elements, texts their ends, and
 * objects give their members equal shares, of which short ones leave the rest to long ones; only where not even the names fit, they lose
 * their last members. One use.
 */
final class JsonCut {
    private static final int MOST_NOTES = 4;
    private static final String CUT = "…";

    private final Map<JsonNode, Long> sizes = new IdentityHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int cuts;

    private JsonCut() {}

    /**
     * A value that was cut.
     *
     * @param notes what was left out, in words
     */
    record Cut(JsonNode value, List<String> notes) {}

    /** The value, cut to about that many characters of its text. */
    static Cut to(JsonNode value, long characters) {
        JsonCut cut = new JsonCut();
        JsonNode kept = cut.cut(value, characters, "$");
        if (cut.cuts > MOST_NOTES) {
            cut.notes.add("and " + (cut.cuts - MOST_NOTES) + " more");
        }
        return new Cut(kept, cut.notes);
    }

    private long size(JsonNode value) {
        if (value.isContainer()) {
            Long known = sizes.get(value);
            if (known != null) {
                return known;
            }
            long[] sum = {2};
            if (value.isObject()) {
                value.forEachEntry((name, member) -> sum[0] += name.length() + 4 + size(member));
            } else {
                value.forEach(element -> sum[0] += 1 + size(element));
            }
            sizes.put(value, sum[0]);
            return sum[0];
        }
        return value.isString()
                ? value.stringValue().length() + 2L
                : value.asString().length();
    }

    private JsonNode cut(JsonNode value, long room, String path) {
        if (size(value) <= room) {
            return value;
        }
        if (value instanceof ArrayNode array) {
            return cutArray(array, room, path);
        }
        if (value instanceof ObjectNode object) {
            return cutObject(object, room, path);
        }
        return value.isString() ? cutText(value.stringValue(), room, path) : value;
    }

    private JsonNode cutArray(ArrayNode array, long room, String path) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        long left = room - 2;
        for (JsonNode element : array) {
            long needed = 1 + size(element);
            if (needed > left) {
                if (kept.isEmpty() && left > 2) {
                    kept.add(cut(element, left - 1, path + "[0]"));
                }
                break;
            }
            kept.add(element);
            left -= needed;
        }
        if (kept.size() < array.size()) {
            note(path + " has " + kept.size() + " of " + array.size() + " elements");
        }
        return kept;
    }

    private JsonNode cutObject(ObjectNode object, long room, String path) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
        long left = room - 2;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            long name = member.getKey().length() + 4L;
            if (left < name + 2) {
                break;
            }
            left -= name;
            members.add(member);
        }
        if (members.size() < object.size()) {
            note(path + " has " + members.size() + " of " + object.size() + " members");
        }
        long share = share(members, left);
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : members) {
            kept.set(member.getKey(), cut(member.getValue(), share, path + name(member.getKey())));
        }
        return kept;
    }

    /** The most that one member gets, so that all together have that room. */
    private long share(List<Map.Entry<String, JsonNode>> members, long room) {
        long[] ascending =
                members.stream().mapToLong(member -> size(member.getValue())).toArray();
        Arrays.sort(ascending);
        long left = room;
        for (int i = 0; i < ascending.length; i++) {
            long equal = Math.max(0, left) / (ascending.length - i);
            if (ascending[i] > equal) {
                return equal;
            }
            left -= ascending[i];
        }
        return Long.MAX_VALUE;
    }

    private JsonNode cutText(String text, long room, String path) {
        int end = (int) Math.max(0, Math.min(text.length(), room - 3));
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        note(path + " has " + end + " of " + text.length() + " characters");
        return JsonNodeFactory.instance.stringNode(text.substring(0, end) + CUT);
    }

    private void note(String what) {
        cuts++;
        if (cuts <= MOST_NOTES) {
            notes.add(what);
        }
    }

    private static String name(String member) {
        String shown = member.length() <= 64 ? member : member.substring(0, 64) + CUT;
        return shown.matches("[A-Za-z_][A-Za-z0-9_]*") ? "." + shown : "['" + shown + "']";
    }
}
