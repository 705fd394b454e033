package dev.capstan.format.protobuf.internal.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a {@code .proto} file, one after the other. A token is the text of an identifier, a number or a symbol, or a
 * string's content with a {@code "} before it; at the end it is empty.
 */
final class ProtoTokens {
    private final String file;
    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private int line = 1;
    private int next;

    ProtoTokens(String file, String text) throws InvalidProto {
        this.file = file;
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            at = scan(at);
        }
    }

    /** The next token, not taken. */
    String peek() {
        return peek(0);
    }

    /** A later token, not taken. */
    String peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : "";
    }

    String take() {
        String token = peek();
        next++;
        return token;
    }

    /** Takes a token if it is the next one. */
    boolean take(String expected) {
        if (peek().equals(expected)) {
            next++;
            return true;
        }
        return false;
    }

    void require(String expected) throws InvalidProto {
        if (!take(expected)) {
            throw invalid("\"" + expected + "\" is expected");
        }
    }

    String takeIdentifier() throws InvalidProto {
        if (!isIdentifier(peek())) {
            throw invalid("a name is expected");
        }
        return take();
    }

    /** Names with dots between them, and one before them perhaps. */
    String takeQualified() throws InvalidProto {
        StringBuilder name = new StringBuilder(take(".") ? "." : "");
        name.append(takeIdentifier());
        while (take(".")) {
            name.append('.').append(takeIdentifier());
        }
        return name.toString();
    }

    /** The content of a string; strings behind one another are one. */
    String takeString() throws InvalidProto {
        if (!peek().startsWith("\"")) {
            throw invalid("a text in quotes is expected");
        }
        StringBuilder content = new StringBuilder();
        while (peek().startsWith("\"")) {
            content.append(take(), 1, tokens.get(next - 1).length());
        }
        return content.toString();
    }

    int takeInteger() throws InvalidProto {
        boolean negative = take("-");
        try {
            long value = Long.decode(peek());
            long signed = negative ? -value : value;
            if (signed == (int) signed) {
                next++;
                return (int) signed;
            }
        } catch (NumberFormatException e) {
            // Not a number: told below.
        }
        throw invalid("a whole number is expected");
    }

    /** Takes everything up to a symbol that is not inside of brackets, and that symbol. */
    void skipThrough(String symbol) throws InvalidProto {
        int open = 0;
        while (open > 0 || !peek().equals(symbol)) {
            String token = take();
            switch (token) {
                case "{", "[" -> open++;
                case "}", "]" -> open--;
                case "" -> {
                    next--;
                    throw invalid("\"" + symbol + "\" is expected");
                }
                default -> {}
            }
            if (open < 0) {
                next--;
                throw invalid("\"" + symbol + "\" is expected");
            }
        }
        next++;
    }

    /** That the file is invalid at the next token. */
    InvalidProto invalid(String why) {
        int at = next < lines.size() ? lines.get(next) : line;
        return new InvalidProto("the file \"" + file + "\", line " + at + ": " + why);
    }

    static boolean isIdentifier(String token) {
        return !token.isEmpty() && isLetter(token.charAt(0));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Adds the token that begins at an index, if one does, and returns where the text goes on. */
    private int scan(int start) throws InvalidProto {
        char c = text.charAt(start);
        if (c == '\n') {
            line++;
            return start + 1;
        }
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            return start + 1;
        }
        if (text.startsWith("//", start)) {
            int end = text.indexOf('\n', start);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", start)) {
            int end = text.indexOf("*/", start + 2);
            if (end < 0) {
                throw new InvalidProto("the file \"" + file + "\", line " + line + ": the comment is not closed");
            }
            line += (int)
                    text.substring(start, end).chars().filter(x -> x == '\n').count();
            return end + 2;
        }
        if (c == '"' || c == '\'') {
            return scanString(start, c);
        }
        int end = start + 1;
        if (isLetter(c) || isDigit(c)) {
            // Numbers with points and exponents stand only in options, which are skipped.
            while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
                end++;
            }
        }
        add(text.substring(start, end));
        return end;
    }

    private int scanString(int start, char quote) throws InvalidProto {
        StringBuilder content = new StringBuilder("\"");
        for (int i = start + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                add(content.toString());
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            content.append(c);
        }
        throw new InvalidProto("the file \"" + file + "\", line " + line + ": the quotes are not closed");
    }

    private void add(String token) {
        tokens.add(token);
        lines.add(line);
    }
}
