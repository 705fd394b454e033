package dev.capstan.script.groovy;

import java.util.List;
import java.util.Map;

/**
 * The classes of a script and its dependencies.
 *
 * @param classes by name, as bytes: each run defines them anew, so that not even static fields are shared
 * @param units the files in the order in which they run, the script itself last
 */
record CompiledScript(Map<String, byte[]> classes, List<Unit> units) {
    /**
     * A file.
     *
     * @param file as the document writes it
     * @param source what stack traces call it
     * @param type the name of the class that runs its statements
     */
    record Unit(String file, String source, String type) {}
}
