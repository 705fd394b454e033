package dev.capstan.languageserver.internal.text;

/**
 * A place between two characters, as editors count.
 *
 * @param line counted from 0
 * @param character counted from 0, in UTF-16 code units
 */
public record TextPosition(int line, int character) implements Comparable<TextPosition> {
    @Override
    public int compareTo(TextPosition other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(character, other.character);
    }
}
