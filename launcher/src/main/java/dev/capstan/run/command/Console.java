package dev.capstan.run.command;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err everything else
 */
public record Console(PrintStream out, PrintStream err) {}
