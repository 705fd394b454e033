package dev.capstan.endtoend.language;

import java.util.ArrayList;
import java.util.List;

/**
 * What a caller sends, what that makes of upstream calls, and what the caller gets.
 *
 * @param overMcp whether the caller speaks MCP
 * @param line where it begins in its page
 */
record Exchange(boolean overMcp, int line, Message request, List<Call> calls, Message reply) {
    /** One call of an upstream. */
    record Call(Message request, Message answer) {}

    /** Reads a transcript, in which each line begins with the arrow of who speaks: {@code >}, {@code >>}, {@code <<}, {@code <}. */
    static List<Exchange> read(String transcript, boolean overMcp, int firstLine) {
        List<Exchange> exchanges = new ArrayList<>();
        Reader reader = new Reader(transcript.split("\n"), firstLine);
        while (reader.skipEmpty()) {
            int line = reader.line();
            Message request = Message.of(reader.take(">"));
            List<Call> calls = new ArrayList<>();
            while (reader.skipEmpty() && reader.speaks(">>")) {
                Message sent = Message.of(reader.take(">>"));
                reader.skipEmpty();
                calls.add(new Call(sent, Message.of(reader.take("<<"))));
            }
            exchanges.add(new Exchange(overMcp, line, request, calls, Message.of(reader.take("<"))));
        }
        return exchanges;
    }

    private static final class Reader {
        private final String[] lines;
        private final int firstLine;
        private int at;

        Reader(String[] lines, int firstLine) {
            this.lines = lines;
            this.firstLine = firstLine;
        }

        int line() {
            return firstLine + at;
        }

        boolean skipEmpty() {
            while (at < lines.length && lines[at].isBlank()) {
                at++;
            }
            return at < lines.length;
        }

        boolean speaks(String arrow) {
            return at < lines.length && (lines[at].equals(arrow) || lines[at].startsWith(arrow + " "));
        }

        List<String> take(String arrow) {
            List<String> taken = new ArrayList<>();
            for (; speaks(arrow); at++) {
                taken.add(lines[at].equals(arrow) ? "" : lines[at].substring(arrow.length() + 1));
            }
            if (taken.isEmpty()) {
                throw new AssertionError("line " + line() + ": a line that begins with " + arrow + " is expected");
            }
            return taken;
        }
    }
}
