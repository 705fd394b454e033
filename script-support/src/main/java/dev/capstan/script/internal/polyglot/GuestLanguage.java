package dev.capstan.script.internal.polyglot;

import java.util.Map;
import org.graalvm.polyglot.Context;

/** What one language needs that the others do not. Safe for any number of threads. */
public interface GuestLanguage {
    /** As documents write it, such as {@code javascript}. */
    String name();

    /** As GraalVM names it, such as {@code js}. */
    String id();

    /** The media type of its scripts; by the file's name alone, some would be taken for something else. */
    String mediaType();

    /** As people write it, such as {@code JavaScript}. */
    String title();

    /** The options of its engine. */
    Map<String, String> options();

    /** How many contexts are kept ready, for a language that takes long to make one; 0 makes each when it is needed. */
    int spareContexts();

    /**
     * Prepares a fresh context, in which no script has run: takes away what scripts are not to have, and finds what values are made
     * with.
     */
    GuestScope open(Context context);

    /**
     * The message of an error that the language makes of a limit of its own, of stack or memory.
     *
     * @param message of an error that a script did not catch
     */
    boolean isLimit(String message);

    /**
     * The message of a syntax error without file, line and excerpt.
     *
     * @param message as the language words it
     */
    String syntaxError(String message);
}
