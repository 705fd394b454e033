package dev.capstan.engine.spi.script;

import java.util.List;

/**
 * A script and what is evaluated before it, as read at load.
 *
 * @param main the script itself
 * @param dependencies evaluated before it, in this order, in the same scope
 */
public record ScriptSource(File main, List<File> dependencies) {
    /**
     * A file of a script.
     *
     * @param name as the document writes it, for messages; never a path of the host
     * @param text its content
     */
    public record File(String name, String text) {}
}
