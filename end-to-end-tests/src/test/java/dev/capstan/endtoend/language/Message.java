package dev.capstan.endtoend.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One side's word in a transcript.
 *
 * @param first the request line, or the status
 * @param headers the fields that are shown
 * @param absent the names of the fields that are said to be missing
 * @param body empty when none is shown
 */
record Message(String first, List<Map.Entry<String, String>> headers, List<String> absent, String body) {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]*): (.*)");
    private static final Pattern ABSENT = Pattern.compile("\\(no ([A-Za-z0-9-]+)\\)");

    /** Reads lines without their arrows: the first one, fields, and behind an empty line or the last field the body. */
    static Message of(List<String> lines) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        int at = 1;
        for (; at < lines.size(); at++) {
            Matcher field = FIELD.matcher(lines.get(at));
            Matcher missing = ABSENT.matcher(lines.get(at));
            if (field.matches()) {
                headers.add(Map.entry(field.group(1), field.group(2)));
            } else if (missing.matches()) {
                absent.add(missing.group(1));
            } else {
                break;
            }
        }
        if (at < lines.size() && lines.get(at).isEmpty()) {
            at++;
        }
        return new Message(lines.get(0), headers, absent, String.join("\n", lines.subList(at, lines.size())));
    }

    /** Everything as it is written, for messages that are no HTTP. */
    String text() {
        return body.isEmpty() ? first : first + "\n" + body;
    }

    /** The shown value of that field; empty when none is shown. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
