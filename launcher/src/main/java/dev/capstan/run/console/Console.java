package dev.capstan.run.console;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err everything else
 */
public record Console(PrintStream out, PrintStream err) {}
