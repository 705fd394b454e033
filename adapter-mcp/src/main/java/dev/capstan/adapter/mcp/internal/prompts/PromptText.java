package dev.capstan.adapter.mcp.internal.prompts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with the names of arguments in braces, single or double. Braces that name no argument are text, and so are those in the
 * values of arguments: everything is put in at once. Immutable.
 */
final class PromptText {
    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([^{}\\s]+)\\s*}}|\\{\\s*([^{}\\s]+)\\s*}");

    /**
     * A text, and the argument behind it.
     *
     * @param argument its index; -1 for none
     */
    private record Piece(String text, int argument) {}

    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A text.
     *
     * @param arguments the names that can stand in braces
     */
    PromptText(String text, List<String> arguments) {
        Matcher matcher = NAME.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            int argument = arguments.indexOf(name);
            if (argument >= 0) {
                pieces.add(new Piece(text.substring(from, matcher.start()), argument));
                from = matcher.end();
            }
        }
        pieces.add(new Piece(text.substring(from), -1));
    }

    /** How long the text becomes with these values. */
    long length(List<String> values) {
        long length = 0;
        for (Piece piece : pieces) {
            length += piece.text.length()
                    + (piece.argument < 0 ? 0 : values.get(piece.argument).length());
        }
        return length;
    }

    /** The text with these values, by the index of the arguments. */
    String with(List<String> values) {
        StringBuilder all = new StringBuilder((int) length(values));
        for (Piece piece : pieces) {
            all.append(piece.text);
            if (piece.argument >= 0) {
                all.append(values.get(piece.argument));
            }
        }
        return all.toString();
    }
}
